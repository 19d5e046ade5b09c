import { explain } from './explain/explain';
import { soloCommand } from './group';

/** `workprint explain FILE…` */
export const explainCommand = soloCommand({ name: 'explain', act: explain });
