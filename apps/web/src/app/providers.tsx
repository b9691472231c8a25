'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { Tooltip } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { ApiProvider } from '../lib/client.tsx'
import { createQueryClient } from '../lib/query-client.ts'

/** Everything that pages find above them: theme, queries, the typed client. */
export function Providers({ apiUrl, children }: { apiUrl: string; children: ReactNode }) {
  const [queryClient] = useState(createQueryClient)
  return (
    <ThemeProvider attribute="class" defaultTheme="system" disableTransitionOnChange>
      <QueryClientProvider client={queryClient}>
        <ApiProvider apiUrl={apiUrl}>
          <Tooltip.Provider delayDuration={400}>{children}</Tooltip.Provider>
        </ApiProvider>
      </QueryClientProvider>
    </ThemeProvider>
  )
}
