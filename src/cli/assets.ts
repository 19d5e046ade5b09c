import { build } from './assets/build';
import { copy } from './assets/copy';
import { approve, publish, reject, reopen, submit } from './assets/decide';
import { exportAssets } from './assets/export';
import { list } from './assets/list';
import { regen } from './assets/regen';
import { review } from './assets/review';
import { groupCommand } from './group';

/** `workprint assets …` */
export const assetsCommand = groupCommand({
  name: 'assets',
  acts: { list, review, submit, approve, reject, publish, reopen, regen, copy, build, export: exportAssets },
  atWork: ['regen', 'build'],
});
