import type { Family } from './exposition';

/** By the names that everybody's dashboards know. */
export function processFamilies(): Family[] {
  const { user, system } = process.cpuUsage();
  const startSeconds = performance.timeOrigin / 1000;
  return [
    {
      name: 'process_cpu_seconds',
      help: 'Processor time of this process, its threads included, its children not.',
      type: 'counter',
      samples: [{ labels: {}, value: (user + system) / 1e6 }],
    },
    gauge('process_resident_memory_bytes', 'Memory of this process.', process.memoryUsage.rss()),
    gauge('process_start_time_seconds', 'When it started, in seconds since 1970.', startSeconds),
  ];
}

function gauge(name: string, help: string, value: number): Family {
  return { name, help, type: 'gauge', samples: [{ labels: {}, value }] };
}
