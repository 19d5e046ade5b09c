import { groupCommand } from './group';
import { list } from './providers/list';
import { test } from './providers/test';
import { voices } from './providers/voices';

/** `workprint providers …` */
export const providersCommand = groupCommand({ name: 'providers', acts: { list, test, voices }, atWork: [] });
