// The program that sixty-calls.ts is measured against.
export {};
