import type { Card, CardKind } from '../image';
import { printEnd } from './end-card';
import { printMissing } from './missing-card';
import type { Sheet } from './sheet';
import { printStatement } from './statement-card';
import { printTitle } from './title-card';

const PRINTS: Readonly<Record<CardKind, (sheet: Sheet, card: Card) => void>> = {
  TEXT: printStatement,
  TITLE: printTitle,
  END: printEnd,
  MISSING: printMissing,
};

export function printCard(sheet: Sheet, card: Card): void {
  PRINTS[card.kind](sheet, card);
}
