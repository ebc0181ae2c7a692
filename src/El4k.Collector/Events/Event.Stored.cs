namespace El4k.Collector.Events;

/// <summary>What the disk queue needs of an event: what its JSON does not say, and to be read by several outputs at once.</summary>
public sealed partial class Event
{
    /// <summary>Set once several threads may read the event, and none changes it: nothing that is decoded is kept then.</summary>
    internal bool IsShared { get; set; }

    /// <summary>Whether there is metadata; unlike <see cref="Metadata"/> this makes none.</summary>
    internal bool HasMetadata => _metadata is { Count: > 0 };

    /// <summary>The paths of timestamps that JSON does not tell from text; null when there are none.</summary>
    internal List<object?>? InstantPaths => _metadata is null && !_entries.HoldsValues ? null : NestedInstants.Find(_entries, _source, _metadata);

    /// <summary>After the fields are there as they were written: sees to what the JSON does not say.</summary>
    /// <param name="metadata">The metadata; null when there was none.</param>
    /// <param name="instants">What <see cref="InstantPaths"/> gave.</param>
    internal void Restore(EventMap? metadata, List<object?>? instants)
    {
        if (metadata is not null)
        {
            NoteValue();
            _metadata = metadata;
        }

        int at = Find(FieldReference.Timestamp);
        if (at >= 0)
        {
            // Its text was written from the instant, so it is copied as it is.
            _entries[at].Kind = FieldKind.Timestamp;
        }

        if (instants is not null)
        {
            NestedInstants.Restore(this, instants);
        }
    }
}
