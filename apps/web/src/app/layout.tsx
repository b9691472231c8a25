import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Tray } from '../features/jobs/components/tray.tsx'
import { AccountMenu } from '../features/workspace/components/account-menu.tsx'
import { ConnectionNotice } from '../features/workspace/components/connection-notice.tsx'
import { readEnv } from '../lib/env.ts'
import { Rail } from '../ui/shell/rail.tsx'
import { Providers } from './providers.tsx'
import './globals.css'

export const metadata: Metadata = {
  title: 'Outlast',
  description: 'Start it, close the tab, come back to the answer.',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

/** The frame of every page. Dynamic: the API's address and the nonce of its scripts belong to the request. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <Providers env={readEnv()} nonce={nonce}>
          <div className="flex h-dvh flex-col sm:flex-row">
            <Rail account={<AccountMenu />} />
            <div className="flex min-h-0 min-w-0 flex-1 flex-col">
              <ConnectionNotice />
              <main className="min-h-0 flex-1">{children}</main>
            </div>
          </div>
          <Tray />
        </Providers>
      </body>
    </html>
  )
}
