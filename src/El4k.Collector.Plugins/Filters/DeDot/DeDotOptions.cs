using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.DeDot;

/// <summary>The options of <c>de_dot</c>.</summary>
internal sealed record DeDotOptions
{
    /// <summary>What takes the place of each dot; not used with <c>nested</c>.</summary>
    [Option("separator")]
    public string Separator { get; init; } = "_";

    /// <summary>The fields to look at; without any, all fields of the event itself.</summary>
    /// <example>fields => [ "user.name", "[app][user.name]" ]</example>
    [Option("fields")]
    public IReadOnlyList<FieldReference> Fields { get; init; } = [];

    /// <summary>Whether a dot stands for a level: <c>a.b</c> becomes <c>[a][b]</c>.</summary>
    [Option("nested")]
    public bool Nested { get; init; }

    /// <summary>Whether the names below a field are looked at, too, however deep.</summary>
    [Option("recursive")]
    public bool Recursive { get; init; }
}
