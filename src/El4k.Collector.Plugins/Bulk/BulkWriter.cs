using System.Diagnostics.CodeAnalysis;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>Turns events into bulk bodies. Pooled; used by one thread at a time.</summary>
internal sealed class BulkWriter(BulkSettings settings) : IDisposable
{
    private readonly ActionLines _actions = new(settings);
    private readonly DocumentLines _documents = new(settings);
    private readonly bool _isPlain = settings.IsPlain;
    private readonly long _largest = Math.Max(BulkSettings.LargestRequest, settings.FlushBytes);

    /// <summary>The body written last.</summary>
    public BulkBody Body { get; } = new();

    /// <summary>How many events of the body lacked a field of the index name.</summary>
    public int MissingFields { get; private set; }

    /// <summary>The events that no action can be made of, each with the reason.</summary>
    public List<(int Event, string Reason)> Refused { get; } = [];

    /// <summary>Writes events into the body until it is large enough.</summary>
    /// <param name="events">The events of one delivery.</param>
    /// <param name="first">The event to begin with.</param>
    /// <returns>The event after the last one written.</returns>
    public int Fill(ReadOnlySpan<Event> events, int first)
    {
        Body.Clear();
        Refused.Clear();
        MissingFields = 0;
        for (; first < events.Length && Body.Length < settings.FlushBytes; first++)
        {
            if (_isPlain)
            {
                var source = events[first];
                _actions.Write(source, settings.Action, Body);
                source.WriteJson(Body);
                Body.Append("\n"u8);
            }
            else if (!TryWrite(events[first], out var reason))
            {
                Body.Undo();
                Refused.Add((first, reason));
                continue;
            }

            Body.EndAction(first);
            if (Body.Length > _largest && Body.Count > 1)
            {
                // It comes at the head of the next one.
                Body.RemoveLast();
                break;
            }

            MissingFields += _actions.WasMissing ? 1 : 0;
        }

        return first;
    }

    /// <inheritdoc/>
    public void Dispose() => Body.Dispose();

    private bool TryWrite(Event source, [NotNullWhen(false)] out string? reason)
    {
        if (!_documents.TryAction(source, out var action, out reason))
        {
            return false;
        }

        _actions.Write(source, action, Body);
        reason = _actions.WasMissing && settings.RefusesMissing ? $"the event lacks a field of index => \"{settings.Index}\""
            : action is BulkAction.Update or BulkAction.Delete && !_actions.HasId ? $"the action {action.ToString().ToLowerInvariant()} needs an id, and the event lacks a field of document_id => \"{settings.DocumentId}\""
            : null;
        return reason is null && _documents.TryWrite(source, action, Body, out reason);
    }
}
