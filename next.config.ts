import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withMessages = createNextIntlPlugin('./lib/web/i18n-request.ts')

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ['@duckdb/node-api', '@duckdb/node-bindings', 'pg', 'pg-boss', 'highs', 'nodemailer', 'pdfkit'],
  devIndicators: false,
}

export default withMessages(config)
