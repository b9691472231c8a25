import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'

const repoRoot = fileURLToPath(new URL('../..', import.meta.url))

const config: NextConfig = {
  transpilePackages: ['@outlast/basket', '@outlast/contract'],
  outputFileTracingRoot: repoRoot,
  turbopack: { root: repoRoot },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Types are checked by `tsc -p .`: the build would only do it a second time, and slower.
  typescript: { ignoreBuildErrors: true },
}

export default config
