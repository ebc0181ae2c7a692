using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>Which data stream an event goes to: <c>TYPE-DATASET-NAMESPACE</c>.</summary>
/// <param name="Type">The first part where the event does not say it.</param>
/// <param name="Dataset">The second.</param>
/// <param name="Namespace">The third.</param>
/// <param name="IsAutomatic">Whether the event's own <c>data_stream</c> decides.</param>
/// <param name="IsSynchronized">Whether the document's <c>data_stream</c> is made to say where it went.</param>
internal sealed record DataStream(string Type, string Dataset, string Namespace, bool IsAutomatic, bool IsSynchronized)
{
    private static readonly FieldReference[] Parts =
        [FieldReference.Parse("[data_stream][type]"), FieldReference.Parse("[data_stream][dataset]"), FieldReference.Parse("[data_stream][namespace]")];

    /// <summary>The name for an event.</summary>
    public string Name(Event source) => string.Join('-', Values(source));

    /// <summary>The event as it is stored there.</summary>
    public Event Document(Event source)
    {
        if (!IsSynchronized)
        {
            return source;
        }

        var document = source.Clone();
        var values = Values(source);
        for (var i = 0; i < Parts.Length; i++)
        {
            document.Set(Parts[i], values[i]);
        }

        return document;
    }

    private string[] Values(Event source)
    {
        string[] defaults = [Type, Dataset, Namespace];
        return IsAutomatic ? [.. Parts.Select((part, i) => source.TryGetString(part, out var own) && own.Length > 0 ? own : defaults[i])] : defaults;
    }
}
