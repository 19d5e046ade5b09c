import { produceVideo } from './explain/produce-video';
import { soloCommand } from './group';

/** `workprint produce-video SCRIPT` */
export const produceVideoCommand = soloCommand({ name: 'produce-video', act: produceVideo });
