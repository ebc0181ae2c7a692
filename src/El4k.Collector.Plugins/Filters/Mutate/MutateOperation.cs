using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Mutate;

/// <summary>One operation on one event.</summary>
/// <returns>Null if it went well, also if there was nothing to do; otherwise what failed and why. The field in question is then unchanged.</returns>
/// <exception cref="InvalidFieldException">The event refuses the value; a failure like any other.</exception>
internal delegate string? MutateOperation(Event target);
