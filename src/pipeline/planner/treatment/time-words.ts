import { wordTable } from './word-table';

export type TimeUnit = 'HOUR' | 'MINUTE' | 'SECOND' | 'MILLISECOND';

export const MS_OF: Readonly<Record<TimeUnit, number>> = {
  HOUR: 3_600_000,
  MINUTE: 60_000,
  SECOND: 1_000,
  MILLISECOND: 1,
};

export const TIME_UNITS = wordTable<TimeUnit>({
  HOUR: 'h|hr|hrs|hour|hours|stunde|stunden|heure|heures|hora|horas|ora|ore|час|часа|часов|ساعة|時間|小时|小時',
  MINUTE:
    'm|min|mins|minute|minutes|minuten|minuto|minutos|minuti|мин|минута|минуты|минут|دقيقة|دقائق|分|分钟|分鐘|분|मिनट|דקה|דקות',
  SECOND:
    's|sec|secs|second|seconds|sek|sekunde|sekunden|seg|segundo|segundos|seconde|secondes|secondo|secondi|с|сек|секунда|секунды|секунд|' +
    'ثانية|ثوان|ثواني|ثوانٍ|秒|秒钟|초|सेकंड|saniye|שנייה|שניות',
  MILLISECOND: 'ms|msec|millisecond|milliseconds|millisekunden|millisecondes|milisegundos|мс|毫秒|ミリ秒',
});

/** Between the two ends of a range. */
export const TIME_LINKS: ReadonlySet<string> = new Set([
  '-',
  '>',
  '->',
  '~',
  '..',
  'to',
  'until',
  'till',
  'through',
  'bis',
  'à',
  'a',
  'al',
  'إلى',
  'до',
  '至',
  '到',
  'から',
]);

const NUMBER_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty';
const TENS: readonly (readonly [string, number])[] = [
  ['thirty', 30],
  ['forty', 40],
  ['forty-five', 45],
  ['fifty', 50],
  ['sixty', 60],
  ['ninety', 90],
  ['half', 0.5],
];
export const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...NUMBER_WORDS.split(' ').map((word, number) => [word, number] as const),
  ...TENS,
]);
