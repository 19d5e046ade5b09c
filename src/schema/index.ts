/** Every type of the contract: a class whose file is not reached from here does not exist in the API. */
export * from './asset';
export * from './figure';
export * from './migration';
export * from './project';
export * from './project-event';
export * from './review';
export * from './run';
export * from './run-event';
export * from './script';
export * from './shot';
export * from './slot';
export * from './timeline';
export * from './token';
export * from './upload';
