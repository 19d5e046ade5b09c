import { answerTasks } from '../process-answer';
import { openFaces } from './painter/fonts';
import { type Print, type PrintOrder, print } from './press/print';

const faces = openFaces();
answerTasks<PrintOrder, Print>((order) => print(order, faces));
