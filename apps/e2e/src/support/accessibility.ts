import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './test.ts'

/** What the page's background is in each theme. */
export const BACKGROUNDS = { light: 'rgb(255, 255, 255)', dark: 'rgb(11, 11, 12)' }
const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
/** What the other theme can break: all else is the same in both. */
const RULES_OF_COLOR = ['color-contrast', 'link-in-text-block']

/** What axe finds in both themes, in a form that says in a failed test's message where it is. `except`: not in there. */
export async function violationsOf(page: Page, except?: string): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('body')).toHaveCSS('background-color', BACKGROUNDS[colorScheme])
    // Legacy mode: all in one page, as there are no frames.
    const axe = new AxeBuilder({ page }).setLegacyMode()
    if (colorScheme === 'light') axe.withTags(WCAG_22_AA)
    else axe.withRules(RULES_OF_COLOR)
    const { violations } = await (except === undefined ? axe : axe.exclude(except)).analyze()
    for (const { id, help, nodes } of violations) {
      found.push(...nodes.map(({ html, any }) => `${colorScheme}: ${id}: ${help}: ${html} ${any[0]?.message ?? ''}`))
    }
  }
  return found
}
