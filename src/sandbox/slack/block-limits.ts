/**
 * Lengths and counts that Slack enforces, from its type declarations and documentation.
 * Lengths are UTF-16 code units, as far as anybody could tell from outside.
 */
export const blockLimits = {
  messageBlocks: 50,
  viewBlocks: 100,
  messageText: 40_000,
  headerText: 150,
  sectionText: 3000,
  sectionFields: 10,
  fieldText: 2000,
  contextElements: 10,
  actionsElements: 25,
  id: 255,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  accessibilityLabel: 75,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  optionText: 75,
  optionValue: 75,
  selectOptions: 100,
  overflowOptions: 5,
  choiceOptions: 10,
  inputLabel: 2000,
  inputValue: 3000,
  imageText: 2000,
  viewTitle: 24,
  privateMetadata: 3000,
} as const;
