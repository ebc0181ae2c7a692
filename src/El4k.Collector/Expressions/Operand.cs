using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>A compiled operand of a condition: its value for an event; null when the event lacks it.</summary>
internal delegate object? Operand(Event source);
