import { groupCommand } from './group';
import { cancel, pause } from './runs/end';
import { follow } from './runs/follow';
import { resume, retry } from './runs/go-on';
import { list } from './runs/list';
import { priority } from './runs/priority';
import { show } from './runs/show';

/** `workprint runs …` */
export const runsCommand = groupCommand({
  name: 'runs',
  acts: { list, show, follow, cancel, pause, resume, retry, priority },
  atWork: ['follow', 'resume', 'retry'],
});
