using System.Diagnostics.CodeAnalysis;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>What a plugin is given when it is built; it stays the same for the plugin's life.</summary>
public sealed record PluginContext
{
    /// <summary>The plugin's id: the option <c>id</c>, else a name made from its place in the configuration. Unique in its pipeline.</summary>
    public required string Id { get; init; }

    /// <summary>The plugin's log.</summary>
    public required PluginLog Log { get; init; }

    /// <summary>The clock; nothing else may tell a plugin the time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The plugin's counters.</summary>
    public PluginCounters Counters { get; init; } = new();

    /// <summary>For an input or output the codec of its option <c>codec</c>, or its default codec; null for filters and codecs.</summary>
    public ICodec? Codec { get; init; }

    /// <summary>Which names the plugin gives its fields: its option <c>ecs_compatibility</c>, else what holds for the whole pipeline.</summary>
    public EcsCompatibility EcsCompatibility { get; init; }

    /// <summary>How brackets are written in names of fields that options hold; see <see cref="TryParseField"/>.</summary>
    public FieldEscapeStyle FieldEscapes { get; init; }

    /// <summary>Where an output puts what its target refuses for good; set for every plugin of a pipeline.</summary>
    public IDeadLetters? DeadLetters { get; init; }

    /// <summary>The clients, handlers and other parts the host lends to plugins, by type; see <see cref="GetHostPart{T}"/>.</summary>
    public IReadOnlyDictionary<Type, object> HostParts { get; init; } = new Dictionary<Type, object>();

    /// <summary>Makes codecs by name, with their defaults, for inputs that choose among several; null for a name that is none, or needs options.</summary>
    public Func<string, ICodec?> CreateCodec { get; init; } = static _ => null;

    /// <summary>A context for a plugin that is used by itself, as in tests.</summary>
    public static PluginContext For(string id, ILog? log = null, TimeProvider? clock = null, ICodec? codec = null) => new()
    {
        Id = id,
        Log = new PluginLog(log ?? NullLog.Instance, id),
        Clock = clock ?? TimeProvider.System,
        Codec = codec,
    };

    /// <summary>Parses the name of a field that stands inside of an option, such as in a pattern, or says why it is none.</summary>
    public bool TryParseField(string text, [NotNullWhen(true)] out FieldReference? field, [NotNullWhen(false)] out string? error) =>
        FieldReference.TryParse(text, FieldEscapes, out field, out error);

    /// <summary>Parses the name of a field that stands inside of an option.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public FieldReference ParseField(string text) => TryParseField(text, out FieldReference? field, out string? error) ? field : throw new FormatException(error);

    /// <summary>What the host lends under this type, or null: for example an in-process message handler for the store.</summary>
    public T? GetHostPart<T>()
        where T : class => HostParts.TryGetValue(typeof(T), out object? part) ? (T)part : null;
}
