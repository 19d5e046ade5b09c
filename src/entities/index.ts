import { AccessToken } from './access-token.entity';
import { Asset } from './asset.entity';
import { AuditEntry } from './audit-entry.entity';
import { Budget } from './budget.entity';
import { IdempotencyRecord } from './idempotency-record.entity';
import { Job, JobDependency } from './job.entity';
import { Project } from './project.entity';
import { ProjectEvent, ProjectLogHead } from './project-event.entity';
import { Run } from './run.entity';
import { FigureReference, Segment } from './segment.entity';
import { Shot, ShotCharacter } from './shot.entity';
import { Character, Scene, Setting, ShotList } from './shot-list.entity';
import { Slot } from './slot.entity';
import { StructuredScript } from './structured-script.entity';

/** Every table. A class that is not here does not exist for the migrations. */
export const ENTITIES = [
  AccessToken,
  Asset,
  AuditEntry,
  Budget,
  Character,
  FigureReference,
  IdempotencyRecord,
  Job,
  JobDependency,
  Project,
  ProjectEvent,
  ProjectLogHead,
  Run,
  Scene,
  Segment,
  Setting,
  Shot,
  ShotCharacter,
  ShotList,
  Slot,
  StructuredScript,
];
