/** Every type of the contract: a class whose file is not reached from here does not exist in the API. */
export * from './asset';
export * from './figure';
export * from './project';
export * from './project-event';
export * from './run';
export * from './script';
export * from './shot';
export * from './slot';
export * from './token';
export * from './upload';
