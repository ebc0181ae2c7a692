using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>What the rules say about a top-level field.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="IsNamed">Whether it is personal data as a whole.</param>
/// <param name="MayHaveNamed">Whether fields below it may be.</param>
/// <param name="IsExcepted">Whether it is left alone.</param>
/// <param name="Hint">What its name says about its text.</param>
internal sealed record TopLevelField(FieldReference Reference, bool IsNamed, bool MayHaveNamed, bool IsExcepted, FieldHint Hint);
