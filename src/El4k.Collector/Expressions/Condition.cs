using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>A compiled condition: true or false for an event, never an exception. Safe for all threads.</summary>
internal delegate bool Condition(Event source);
