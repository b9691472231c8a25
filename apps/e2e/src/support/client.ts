import { type MintedWorkspace, contract } from '@outlast/contract'
import type { BrowserContext, Page } from '@playwright/test'
import { initClient } from '@ts-rest/core'
import type { Outlast } from './outlast.ts'

export type Client = ReturnType<typeof clientOf>

/** The typed API for the workspace of this page or browser; mints it and hands it over before the first visit. */
export async function connect(page: Page | BrowserContext, { apiUrl, webUrl }: Outlast): Promise<Client> {
  const answer = await fetch(`${apiUrl}/api/workspaces`, { method: 'POST' })
  const minted: MintedWorkspace = await answer.json()
  await page.addInitScript(
    ([origin, workspace]) => {
      if (location.origin === origin) localStorage.setItem('outlast.workspace', workspace)
    },
    [webUrl, JSON.stringify(minted)] as const,
  )
  return clientOf(apiUrl, minted.token)
}

function clientOf(baseUrl: string, token: string) {
  return initClient(contract, { baseUrl, baseHeaders: { authorization: `Bearer ${token}` } })
}
