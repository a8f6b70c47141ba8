package desk;

enum Urgency {
  HIGH,
  NORMAL,
  LOW
}
