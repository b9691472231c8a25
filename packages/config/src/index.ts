export { type Collector, type Config, type JwtIssuer, type ModelServer, parseEnv } from './parse-env.ts'
export { ConfigError } from './config-error.ts'
export { describeVariables, type Variable } from './variables.ts'
export { allowsOrigin } from './origins.ts'
