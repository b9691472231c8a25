# The API and its workers. Debian, not Alpine: Deno and the embedded PostgreSQL need glibc.
# More workers: the same image with the command `node apps/api/src/worker.ts`, and WORKER_PORT for its health check.
FROM node:24-bookworm-slim AS install
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml turbo.json tsconfig.base.json ./
COPY apps/api apps/api
COPY packages packages
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile --filter @outlast/api... \
 && npx --yes pnpm@12.21.0 --filter @outlast/db run generate

FROM node:24-bookworm-slim
# A user with an entry in the list of users: initdb insists on one.
RUN useradd --system --create-home --uid 10001 outlast && mkdir /data && chown outlast /data
WORKDIR /app
COPY --from=install /app /app
ENV NODE_ENV=production DATA_DIR=/data
USER outlast
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://localhost:${process.env.WORKER_PORT ?? process.env.PORT ?? 4000}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/src/main.ts"]
