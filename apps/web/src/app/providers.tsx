'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { Tooltip } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { ApiProvider } from '../lib/client.tsx'
import type { WebEnv } from '../lib/env.ts'
import { createQueryClient } from '../lib/query-client.ts'

type ProvidersProps = { env: WebEnv; nonce: string | undefined; children: ReactNode }

/** Everything that pages find above them: theme, queries, the typed client. */
export function Providers({ env, nonce, children }: ProvidersProps) {
  const [queryClient] = useState(createQueryClient)
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      disableTransitionOnChange
      {...(nonce === undefined ? {} : { nonce })}
    >
      <QueryClientProvider client={queryClient}>
        <ApiProvider env={env}>
          <Tooltip.Provider delayDuration={400}>{children}</Tooltip.Provider>
        </ApiProvider>
      </QueryClientProvider>
    </ThemeProvider>
  )
}
