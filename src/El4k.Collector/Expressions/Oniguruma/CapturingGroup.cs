namespace El4k.Collector.Expressions.Oniguruma;

/// <summary>A group that captures, as it stands in the source.</summary>
/// <param name="Position">Where its opening bracket is.</param>
/// <param name="Body">Where what it captures begins.</param>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Number">Among the groups with a name its place from 0 on, among those without its number from 1 on.</param>
/// <param name="Options">The options that hold in it.</param>
internal sealed record CapturingGroup(int Position, int Body, string? Name, int Number, GroupOptions Options)
{
    /// <summary>What opens it in .NET; where it is written twice, both are the same group.</summary>
    public string Opening => Name is null ? $"(?<{Number}>" : $"(?<{OnigurumaTranslator.GroupName(Number)}>";
}
