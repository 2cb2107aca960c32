/** What the readers fill in when a file does not say. */
export interface FileDefaults {
  source: string;
  locale: string;
}
