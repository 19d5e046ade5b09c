import { join, resolve } from 'node:path';
import { z } from 'zod';
import { InvalidInput } from '../pipeline/errors';
import { PLANNER_LIMITS } from '../pipeline/planner/planner-call';
import { type PlannerConfig, parsePlannerLimits, parsePlannerModel } from '../pipeline/planner/planner-config';
import { type Limits, parseLimits } from '../pipeline/runner/limits';
import { type ProviderOrder, parseProviderOrder } from '../pipeline/runner/provider-order';
import { type Allowance, NOBODY, parseAllowance } from '../pipeline/values/allowance';
import type { VendorSettings } from './vendor-settings';

const port = z.coerce.number().int().min(0).max(65535);
const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

/** Every setting of the program: its variable, its rule, its default. Nothing else reads the environment. */
const SETTINGS = z.object({
  WORKPRINT_DATA: z.string().min(1).default('./.workprint'),
  WORKPRINT_HOST: z.string().min(1).default('127.0.0.1'),
  WORKPRINT_PORT: port.default(4000),
  WORKPRINT_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  WORKPRINT_ADMIN_TOKEN: z
    .string()
    .regex(/^\S{16,200}$/)
    .optional(),
  WORKPRINT_SECRET: z.string().min(32).max(500).optional(),
  WORKPRINT_INTROSPECTION: flag.default(true),
  WORKPRINT_WORK: flag.default(true),
  WORKPRINT_AT_ONCE: z
    .string()
    .refine((text) => parseLimits({ atOnce: text, rates: '' }) !== null)
    .default(''),
  WORKPRINT_RATES: z
    .string()
    .refine((text) => parseLimits({ atOnce: '', rates: text }) !== null)
    .default(''),
  WORKPRINT_RENDERS_GB: z.coerce.number().min(0).max(1_000_000).default(20),
  WORKPRINT_PROVIDERS: z
    .string()
    .refine((text) => parseProviderOrder(text) !== null)
    .default(''),
  WORKPRINT_PLANNER_MODEL: z
    .string()
    .refine((text) => parsePlannerModel(text) !== null)
    .default(''),
  WORKPRINT_PLANNER_REPAIR: flag.default(false),
  WORKPRINT_PLANNER_LIMITS: z
    .string()
    .refine((text) => parsePlannerLimits(text) !== null)
    .default(''),
  WORKPRINT_PROVIDER_ALLOW: z
    .string()
    .refine((text) => parseAllowance(text) !== null)
    .optional(),
  WORKPRINT_SECRETS: z.string().min(1).optional(),
  WORKPRINT_WEBHOOK_ALLOW: z
    .string()
    .refine((text) => parseAllowance(text) !== null)
    .optional(),
  WORKPRINT_URL: z.url({ protocol: /^https?$/ }).optional(),
  WORKPRINT_TOKEN: z
    .string()
    .regex(/^\S{1,500}$/)
    .optional(),
  WORKPRINT_METRICS: z.enum(['open', 'token', 'off']).default('token'),
  WORKPRINT_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  STORAGE_URL: z.url({ protocol: /^(file|s3)$/ }).optional(),
  FFMPEG_PATH: z.string().min(1).optional(),
  FFMPEG_PACKAGED: flag.default(true),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .regex(/^[\w-]+=[^,\s]*(,[\w-]+=[^,\s]*)*$/)
    .optional(),
  OTEL_SERVICE_NAME: z.string().min(1).max(200).default('workprint'),
});

/** The rule of each setting in words, for the person who got it wrong. */
const EXPECTED: Record<keyof z.infer<typeof SETTINGS>, string> = {
  WORKPRINT_DATA: 'a directory path',
  WORKPRINT_HOST: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  WORKPRINT_PORT: 'a whole number from 0 (any free port) to 65535',
  WORKPRINT_PUBLIC_URL: 'an http:// or https:// URL under which clients reach this server',
  WORKPRINT_ADMIN_TOKEN: '16 to 200 characters without spaces',
  WORKPRINT_SECRET: '32 to 500 characters, the same on every server that shares a database',
  WORKPRINT_INTROSPECTION: 'true or false',
  WORKPRINT_WORK: 'true or false',
  WORKPRINT_AT_ONCE:
    'how much is done at once: pilots, scenes, generations, judgements or a supplier, such as pilots=3, openai=10',
  WORKPRINT_RATES: 'suppliers with calls/seconds, such as openai=50/10, elevenlabs=2/1',
  WORKPRINT_RENDERS_GB: 'a number of gigabytes, 0 or more',
  WORKPRINT_PROVIDERS: 'who is asked first, by capability, such as speech=elevenlabs,openai; image=replicate',
  WORKPRINT_PLANNER_MODEL: 'off, a supplier of text, or one of its models, such as openai/gpt-6-luna',
  WORKPRINT_PLANNER_REPAIR: 'true or false',
  WORKPRINT_PLANNER_LIMITS: 'extractions and repairs with calls/seconds, such as extractions=10/60, repairs=5/3600',
  WORKPRINT_PROVIDER_ALLOW:
    'a list of hosts and blocks of addresses from which results may be fetched though they are private, such as 127.0.0.1, 10.20.0.0/16',
  WORKPRINT_SECRETS: 'the path of a file with NAME=value lines that only its owner may read',
  WORKPRINT_WEBHOOK_ALLOW:
    'a list of hosts and blocks of addresses that webhooks may call though they are private, such as hooks.internal, 10.20.0.0/16',
  WORKPRINT_URL: 'the http:// or https:// URL of a server, for the commands that speak to one',
  WORKPRINT_TOKEN: 'a token of that server: at most 500 characters without spaces',
  WORKPRINT_METRICS: 'open, token or off',
  WORKPRINT_LOG_LEVEL: 'one of fatal, error, warn, info, debug, trace, silent',
  DATABASE_URL: 'a postgres:// URL',
  DATABASE_POOL: 'a whole number from 2 to 200',
  STORAGE_URL: 'a file:// or s3:// URL',
  FFMPEG_PATH: 'the path of an FFmpeg binary',
  FFMPEG_PACKAGED: 'true or false',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'the http:// or https:// URL of a collector, without /v1/traces',
  OTEL_EXPORTER_OTLP_HEADERS: 'name=value pairs with commas between, values percent-encoded',
  OTEL_SERVICE_NAME: 'a name of at most 200 characters',
};

/** A secret is never repeated, not even a wrong one. */
const SECRETS = new Set([
  'WORKPRINT_ADMIN_TOKEN',
  'WORKPRINT_TOKEN',
  'WORKPRINT_SECRET',
  'DATABASE_URL',
  'STORAGE_URL',
  'OTEL_EXPORTER_OTLP_HEADERS',
]);

export type MetricsAccess = 'open' | 'token' | 'off';

/** Where traces go. */
export interface TracesTo {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
}

export interface Config {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly adminToken: string | null;
  /** Of the command that starts this server for itself: it opens the door beside all others, and closes it to nobody. */
  readonly commandToken: string | null;
  /** The server that commands speak to. Null: one that they start for themselves. */
  readonly serverUrl: string | null;
  readonly serverToken: string | null;
  /** Signs media URLs. Null: made at the first start and kept under `dataDir`. */
  readonly secret: string | null;
  readonly introspection: boolean;
  /** False: this process answers, and leaves the work to others on the same database. */
  readonly work: boolean;
  /** How much is done at once, and how often suppliers are asked. */
  readonly limits: Limits;
  /** How much of what films were rendered from is kept, so that the next film need not make it again. */
  readonly rendersGigabytes: number;
  /** Who is asked first, where a project does not say. */
  readonly providerOrder: ProviderOrder;
  /** Whom the planner may ask, and how often. */
  readonly planner: PlannerConfig;
  /** What vendors are told. Read when somebody first asks: commands that speak to a server need none of it. */
  readonly vendors: () => VendorSettings;
  /** Where results may be fetched from on private networks, and over plain http. */
  readonly providerAllowance: Allowance;
  /** Whom webhooks may call on private networks, and over plain http. Nobody, unless told. */
  readonly webhookAllowance: Allowance;
  /** Who may read `/metrics`: everybody, administrators, nobody. */
  readonly metrics: MetricsAccess;
  /** Null: nothing is traced. */
  readonly traces: TracesTo | null;
  readonly logLevel: string;
  /** Null: the embedded server under `dataDir`. */
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  /** Null: the disk under `dataDir`. */
  readonly storageUrl: string | null;
  /** Null: the system's, or the one of the packages. */
  readonly ffmpegPath: string | null;
  /** False: the FFmpeg of the packages is not used, even where there is no other. */
  readonly ffmpegPackaged: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** graphql-js and Express check more, and slower, until they are told that nobody is developing them. To be called before they are loaded. */
export function asReleased(): void {
  process.env.NODE_ENV ??= 'production';
}

export function readConfig(environment: Environment = process.env): Config {
  const given = Object.fromEntries(Object.keys(SETTINGS.shape).map((name) => [name, environment[name] || undefined]));
  const parsed = SETTINGS.safeParse(given);
  if (!parsed.success) throw badSetting(String(parsed.error.issues[0]?.path[0]), given);
  const settings = parsed.data;
  const dataDir = resolve(settings.WORKPRINT_DATA);
  return {
    dataDir,
    host: settings.WORKPRINT_HOST,
    port: settings.WORKPRINT_PORT,
    publicUrl: settings.WORKPRINT_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    adminToken: settings.WORKPRINT_ADMIN_TOKEN ?? null,
    commandToken: null,
    serverUrl: settings.WORKPRINT_URL?.replace(/\/+$/, '') ?? null,
    serverToken: settings.WORKPRINT_TOKEN ?? null,
    secret: settings.WORKPRINT_SECRET ?? null,
    introspection: settings.WORKPRINT_INTROSPECTION,
    work: settings.WORKPRINT_WORK,
    limits: limitsOf(settings),
    rendersGigabytes: settings.WORKPRINT_RENDERS_GB,
    providerOrder: parseProviderOrder(settings.WORKPRINT_PROVIDERS) ?? {},
    planner: plannerOf(settings),
    vendors: vendorsWhenAsked({ environment, file: settings.WORKPRINT_SECRETS ?? join(dataDir, 'secrets.env') }),
    providerAllowance: parseAllowance(settings.WORKPRINT_PROVIDER_ALLOW ?? '') ?? NOBODY,
    webhookAllowance: parseAllowance(settings.WORKPRINT_WEBHOOK_ALLOW ?? '') ?? NOBODY,
    metrics: settings.WORKPRINT_METRICS,
    traces: tracesTo(settings),
    logLevel: settings.WORKPRINT_LOG_LEVEL,
    databaseUrl: settings.DATABASE_URL ?? null,
    databasePool: settings.DATABASE_POOL,
    storageUrl: settings.STORAGE_URL ?? null,
    ffmpegPath: settings.FFMPEG_PATH ?? null,
    ffmpegPackaged: settings.FFMPEG_PACKAGED,
  };
}

function plannerOf(settings: z.infer<typeof SETTINGS>): PlannerConfig {
  return {
    model: parsePlannerModel(settings.WORKPRINT_PLANNER_MODEL) ?? 'CHEAPEST',
    isRepairOn: settings.WORKPRINT_PLANNER_REPAIR,
    limits: parsePlannerLimits(settings.WORKPRINT_PLANNER_LIMITS) ?? PLANNER_LIMITS,
  };
}

/** Whom there is to be told anything takes a fifth of a second to load. */
function vendorsWhenAsked(sources: { environment: Environment; file: string }): () => VendorSettings {
  let read: VendorSettings | null = null;
  return () => {
    const { vendorSettings } = require('./vendor-settings') as typeof import('./vendor-settings');
    read ??= vendorSettings(sources);
    return read;
  };
}

function limitsOf({ WORKPRINT_AT_ONCE: atOnce, WORKPRINT_RATES: rates }: z.infer<typeof SETTINGS>): Limits {
  return parseLimits({ atOnce, rates }) ?? { atOnce: new Map(), rates: new Map() };
}

/** The path of traces is fixed by the protocol; the headers are those of OpenTelemetry's own settings. */
function tracesTo(settings: z.infer<typeof SETTINGS>): TracesTo | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers = '' } = settings;
  if (!endpoint) return null;
  const pairs = headers.split(',').filter(Boolean);
  return {
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: Object.fromEntries(pairs.map(headerOf)),
    serviceName: settings.OTEL_SERVICE_NAME,
  };
}

function headerOf(pair: string): [string, string] {
  const cut = pair.indexOf('=');
  return [pair.slice(0, cut), decodeURIComponent(pair.slice(cut + 1))];
}

/** Where programs that we start look for theirs: the one variable of ours that they are given. */
export function programPath(environment: Environment = process.env): string | undefined {
  return environment.PATH;
}

/** Whether a window can be opened: on Linux only where there is a display. */
export function hasDisplay(environment: Environment = process.env, platform = process.platform): boolean {
  return platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

function badSetting(name: string, given: Environment): InvalidInput {
  const expected = EXPECTED[name as keyof typeof EXPECTED];
  const got = SECRETS.has(name) ? 'a value of another form (not shown)' : `"${given[name]}"`;
  return new InvalidInput(`${name} must be ${expected}; it is ${got}.`, {
    field: [name],
    expected,
    got,
    remedy: `Correct ${name} in the environment, or remove it to use the default.`,
  });
}
