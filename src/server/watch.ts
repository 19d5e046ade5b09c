import type { Logger } from 'pino';
import { UNWATCHED, type Watch } from '../pipeline/runner/watch';
import type { ReadPort } from '../reads/reads';
import type { Config } from './config';
import { Metrics } from './metrics/metrics';
import { Exporter } from './tracing/exporter';
import { Tracer } from './tracing/tracer';

/** Whoever looks at this process: what is told to them, and where it is read. */
export interface Watching {
  readonly watch: Watch;
  /** Null: WORKPRINT_METRICS is off. */
  readonly metrics: Metrics | null;
  /** Null: there is no collector. */
  readonly tracer: Tracer | null;
  close(): Promise<void>;
}

interface Watched {
  readonly config: Pick<Config, 'metrics' | 'traces'>;
  readonly port: ReadPort;
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly log: Logger;
}

export function openWatch({ config, port, nowMs, newId, log }: Watched): Watching {
  const exporter = config.traces && exporterTo(config.traces, newId(), log);
  const tracer = exporter && new Tracer((span) => exporter.take(span));
  const others = () => exporter?.families() ?? [];
  const metrics = config.metrics === 'off' ? null : new Metrics({ port, nowMs, log, others });
  const close = async () => {
    metrics?.close();
    await exporter?.close();
  };
  return { watch: watchOf(metrics, tracer), metrics, tracer, close };
}

function exporterTo(to: NonNullable<Config['traces']>, instanceId: string, log: Logger): Exporter {
  const resource = { 'service.name': to.serviceName, 'service.instance.id': instanceId };
  return new Exporter({ to, resource, log });
}

function watchOf(metrics: Metrics | null, tracer: Tracer | null): Watch {
  if (!metrics && !tracer) return UNWATCHED;
  const meters = metrics?.meters;
  return {
    ...UNWATCHED,
    ...meters,
    span: tracer?.span ?? UNWATCHED.span,
    mutated: (mutation) => {
      meters?.mutated(mutation);
      tracer?.mutated(mutation);
    },
  };
}
