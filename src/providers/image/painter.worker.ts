import { answerTasks } from '../process-answer';
import { openFaces } from './painter/fonts';
import { type Painting, type PaintOrder, paint } from './painter/paint';

const faces = openFaces();
answerTasks<PaintOrder, Painting>((order) => paint(order, faces));
