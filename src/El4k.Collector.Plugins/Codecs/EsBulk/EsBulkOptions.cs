using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs.EsBulk;

/// <summary>The options of the codec <c>es_bulk</c>.</summary>
internal sealed record EsBulkOptions
{
    /// <summary>Whether of the source line of an update the document is taken out of <c>doc</c>; otherwise the event has the line as it is.</summary>
    [Option("parse_update")]
    public bool ParseUpdate { get; init; }

    /// <summary>Whether with <c>parse_update</c> a scripted upsert is understood, too: <c>params</c> become the event.</summary>
    [Option("parse_scripted_upsert")]
    public bool ParseScriptedUpsert { get; init; } = true;

    /// <summary>The field that takes the document; without it its members become fields of the event itself.</summary>
    [Option("target", IsAdvisedWithEcs = true)]
    public FieldReference? Target { get; init; }
}
