import { Field, Int } from 'type-graphql';
import { connectionOf } from './connection';
import { Face, Noun, noun } from './decorators';
import { AssetStatusEnum, FigureKindEnum, RoleEnum, RunStatusEnum } from './enums';
import { DateTimeScalar } from './scalars';
import { StructuredScript } from './script';

@Face("One numbered line of a project's log. Numbers have no gaps and follow the order of commits.")
export abstract class ProjectEvent {
  @Field(() => Int) seq: number;
  @Field(() => DateTimeScalar) at: string;
  @Field(() => String) actor: string;
}

@Noun('The project began.', ProjectEvent)
class ProjectCreated extends ProjectEvent {
  @Field(() => String) name: string;
  @Field(noun('Project')) project: object;
}

@Noun('What holds for all of the project was changed.', ProjectEvent)
class ProjectChanged extends ProjectEvent {
  @Field(() => [String], {
    description: 'What of it: name, sharesTakes, offlineFor, providerOrder, voices, styles, pronunciations.',
  })
  members: string[];
  @Field(noun('Project')) project: object;
}

@Noun('A script came in.', ProjectEvent)
class ScriptImported extends ProjectEvent {
  @Field(() => String) name: string;
  @Field(() => Int) segmentCount: number;
  @Field(() => StructuredScript) script: StructuredScript;
}

@Noun('A token that may see this project was made.', ProjectEvent)
class TokenCreated extends ProjectEvent {
  @Field(() => String) name: string;
  @Field(() => RoleEnum) role: string;
}

@Noun('A figure or table came in.', ProjectEvent)
class FigureImported extends ProjectEvent {
  @Field(noun('Figure'), { nullable: true, description: 'Null once it was removed.' }) figure: object | null;
}

@Noun('A figure or table was changed.', ProjectEvent)
class FigureChanged extends ProjectEvent {
  @Field(() => [String], { description: 'What of it: caption, description, number, picture.' }) members: string[];
  @Field(noun('Figure'), { nullable: true, description: 'Null once it was removed.' }) figure: object | null;
}

@Noun('A figure or table was removed: its takes stay with the project.', ProjectEvent)
class FigureRemoved extends ProjectEvent {
  @Field(() => FigureKindEnum) kind: string;
  @Field(() => Int) number: number;
}

@Noun('A document was read.', ProjectEvent)
class DocumentIngested extends ProjectEvent {
  @Field(() => String) title: string;
  @Field(() => Int) figureCount: number;
  @Field(noun('Document'), { nullable: true, description: 'Null once it was removed.' }) document: object | null;
}

@Noun('What is said of a document was changed.', ProjectEvent)
class DocumentChanged extends ProjectEvent {
  @Field(() => [String], { description: 'What of it: title, attribution.' }) members: string[];
  @Field(noun('Document'), { nullable: true, description: 'Null once it was removed.' }) document: object | null;
}

@Noun('A document was removed: the takes of its figures stay with the project.', ProjectEvent)
class DocumentRemoved extends ProjectEvent {
  @Field(() => String) title: string;
}

@Noun('What a script is written from was changed.', ProjectEvent)
class SourcesSet extends ProjectEvent {
  @Field(() => [String], { description: 'The titles of its sources then, in order.' }) titles: string[];
  @Field(() => StructuredScript) script: StructuredScript;
}

@Noun('A style was learned from transcripts.', ProjectEvent)
class StyleLearned extends ProjectEvent {
  @Field(() => String) name: string;
  @Field(noun('StyleProfile'), { nullable: true, description: 'Null once it was removed.' }) profile: object | null;
}

@Noun('A style profile was removed: scripts that were written with it stay as they are.', ProjectEvent)
class StyleProfileRemoved extends ProjectEvent {
  @Field(() => String) name: string;
}

@Noun('A treatment was planned.', ProjectEvent)
class PlanStored extends ProjectEvent {
  @Field(() => Int) jobCount: number;
  @Field(noun('ProductionPlan')) plan: object;
}

@Noun('A screenplay came in, or came in again after edits.', ProjectEvent)
class ScreenplayImported extends ProjectEvent {
  @Field(() => String) title: string;
  @Field(() => Int) revision: number;
  @Field(() => Int) sceneCount: number;
  @Field(noun('Screenplay')) screenplay: object;
}

@Noun('A screenplay became shots: what of them is new, and what is no more.', ProjectEvent)
class ShotListBrokenDown extends ProjectEvent {
  @Field(() => Int) revision: number;
  @Field(() => Int) shotCount: number;
  @Field(() => Int) newCount: number;
  @Field(() => Int) removedCount: number;
  @Field(noun('ShotList')) shotList: object;
}

@Noun('Shots were edited: what their list became then; `shotList` says what it is now.', ProjectEvent)
class ShotListEdited extends ProjectEvent {
  @Field(() => Int) revision: number;
  @Field(() => String, { description: 'In a few words.' }) change: string;
  @Field(noun('ShotList')) shotList: object;
}

@Noun('An asset came into the library.', ProjectEvent)
class AssetRegistered extends ProjectEvent {
  @Field(noun('Asset')) asset: object;
}

@Noun('What is said about an asset was changed.', ProjectEvent)
class AssetDescribed extends ProjectEvent {
  @Field(() => [String], { description: 'What of it: describes, caption, notes, tags.' }) members: string[];
  @Field(noun('Asset')) asset: object;
}

@Noun("An asset's state was changed.", ProjectEvent)
class AssetDecided extends ProjectEvent {
  @Field(() => AssetStatusEnum) from: string;
  @Field(() => AssetStatusEnum) to: string;
  @Field(() => String, { nullable: true }) reason: string | null;
  @Field(noun('Asset')) asset: object;
}

@Noun('Something was said about an asset.', ProjectEvent)
class AssetAnnotated extends ProjectEvent {
  @Field(noun('Annotation')) annotation: object;
  @Field(noun('Asset')) asset: object;
}

@Noun('What was said about an asset is resolved, or open again.', ProjectEvent)
class AnnotationResolved extends ProjectEvent {
  @Field(() => Boolean, { description: 'What it became then; `annotation` says what it is now.' }) resolved: boolean;
  @Field(noun('Annotation')) annotation: object;
  @Field(noun('Asset')) asset: object;
}

@Noun("A run's state changed.", ProjectEvent)
class RunStatusChanged extends ProjectEvent {
  @Field(() => RunStatusEnum, { description: 'What it became then; `run` says what it is now.' }) status: string;
  @Field(noun('Run')) run: object;
}

@Noun('A script was edited: what it became then; `script` says what it is now.', ProjectEvent)
class ScriptEdited extends ProjectEvent {
  @Field(() => Int) revision: number;
  @Field(() => String, { description: 'In a few words.' }) change: string;
  @Field(() => StructuredScript) script: StructuredScript;
}

@Noun('What its slot wants became something else than what the asset was made for.', ProjectEvent)
class AssetWentStale extends ProjectEvent {
  @Field(() => [String], { description: 'What told the two wishes apart then.' }) causes: string[];
  @Field(noun('Asset')) asset: object;
}

export const ProjectEventConnection = connectionOf('ProjectEvent', () => ProjectEvent);

/** The concrete lines: nothing else in the contract names them, so the schema is told of them. */
export const PROJECT_EVENT_TYPES = [
  ProjectCreated,
  ScriptImported,
  TokenCreated,
  FigureImported,
  AssetRegistered,
  AssetDecided,
  AssetDescribed,
  AssetAnnotated,
  AnnotationResolved,
  RunStatusChanged,
  ScriptEdited,
  AssetWentStale,
  FigureChanged,
  FigureRemoved,
  DocumentIngested,
  DocumentChanged,
  DocumentRemoved,
  SourcesSet,
  ProjectChanged,
  StyleLearned,
  StyleProfileRemoved,
  PlanStored,
  ScreenplayImported,
  ShotListBrokenDown,
  ShotListEdited,
];
