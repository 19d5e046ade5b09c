import { AccessToken } from './access-token.entity';
import { Annotation } from './annotation.entity';
import { Asset } from './asset.entity';
import { Atom, AtomLink, Concept } from './atom.entity';
import { AuditEntry, AuditHead } from './audit-entry.entity';
import { Budget } from './budget.entity';
import { Charge } from './charge.entity';
import { Clip } from './clip.entity';
import { Document, ScriptDocument } from './document.entity';
import { Executor } from './executor.entity';
import { Figure } from './figure.entity';
import { IdempotencyRecord } from './idempotency-record.entity';
import { Job, JobDependency } from './job.entity';
import { MakeIntent } from './make-intent.entity';
import { PlannerCall } from './planner-call.entity';
import { PlannedJob, ProductionPlan } from './production-plan.entity';
import { Project } from './project.entity';
import { ProjectEvent, ProjectLogHead } from './project-event.entity';
import { Run } from './run.entity';
import { RunEvent, RunLogHead } from './run-event.entity';
import { Screenplay, ScreenplayRevision } from './screenplay.entity';
import { ScriptRevision } from './script-revision.entity';
import { FigureReference, Segment } from './segment.entity';
import { Shot, ShotCharacter } from './shot.entity';
import { Character, Scene, Setting, ShotList } from './shot-list.entity';
import { Slot } from './slot.entity';
import { ScriptDraft, StructuredScript } from './structured-script.entity';
import { StyleProfile } from './style-profile.entity';
import { SupplierState } from './supplier-state.entity';
import { RenderReport, Timeline } from './timeline.entity';
import { Upload } from './upload.entity';
import { Webhook } from './webhook.entity';
import { WebhookDelivery } from './webhook-delivery.entity';
import { Wish } from './wish.entity';

/** Every table. A class that is not here does not exist for the migrations. */
export const ENTITIES = [
  AccessToken,
  Annotation,
  Asset,
  AuditEntry,
  AuditHead,
  Budget,
  Character,
  Charge,
  Clip,
  Executor,
  Figure,
  FigureReference,
  IdempotencyRecord,
  Job,
  JobDependency,
  MakeIntent,
  Project,
  ProjectEvent,
  ProjectLogHead,
  RenderReport,
  Run,
  RunEvent,
  RunLogHead,
  Scene,
  Screenplay,
  ScreenplayRevision,
  ScriptDraft,
  ScriptRevision,
  Segment,
  Setting,
  Shot,
  ShotCharacter,
  ShotList,
  Slot,
  StructuredScript,
  SupplierState,
  Timeline,
  Upload,
  Webhook,
  WebhookDelivery,
  Wish,
  Document,
  ScriptDocument,
  Atom,
  AtomLink,
  Concept,
  StyleProfile,
  ProductionPlan,
  PlannedJob,
  PlannerCall,
];
