using System.Text.Json;
using System.Text.Unicode;

namespace El4k.Collector.Events;

/// <summary>Events that travel together, the memory their bytes lie in, and the acknowledgement of their input.</summary>
/// <remarks>
/// Rented from an <see cref="EventBatchPool"/>, filled by one input, handed over by publishing it, completed once by the pipeline, and pooled again.
/// The bounds are soft: an input checks <see cref="IsFull"/> after each decode and then publishes. Used by one thread at a time.
/// </remarks>
public sealed class EventBatch
{
    private const long EventMemory = 1024;
    private const int FirstEvents = 16;

    // A buffer of this size may be kept alive by events that nobody uses until they are used again.
    private const int LargestForgottenBuffer = 8 * 1024 * 1024;

    // Doubling and the last decode may take a batch to some times its pool's size; what is larger came from one long array and would be held for nothing.
    private const int KeptTimesPoolSize = 4;

    private readonly EventBatchPool _pool;
    private readonly ByteArena _arena;
    private readonly List<(Action<BatchOutcome, object?> Callback, object? State)> _callbacks = [];
    private Event[] _events = new Event[FirstEvents];
    private bool _isRented;
    private Timestamp? _arrival;

    internal EventBatch(EventBatchPool pool)
    {
        _pool = pool;
        _arena = new ByteArena(pool.Chunks);
    }

    /// <summary>The number of events.</summary>
    public int Count { get; private set; }

    /// <summary>The number of bytes the events' text takes.</summary>
    public long Bytes => _arena.Allocated;

    /// <summary>About how much memory the batch holds, whatever of it is used: what a queue of many small batches has to bound.</summary>
    internal long MemoryBytes => _arena.Held + (Count * EventMemory);

    /// <summary>Events whose memory the batch holds for its next uses; at least one, as an empty batch holds some, too.</summary>
    internal int HeldEvents { get; private set; } = 1;

    /// <summary>Events that were added because their text could not be decoded.</summary>
    public int ParseFailures { get; private set; }

    /// <summary>Whether a bound is reached, so that the batch should be published.</summary>
    public bool IsFull => Count >= _pool.MaxEvents || Bytes >= _pool.MaxBytes;

    /// <summary>The events in the order in which they were added; valid until the batch is completed.</summary>
    public ReadOnlyMemory<Event> Events => _events.AsMemory(0, Count);

    /// <summary>The event in this place.</summary>
    public Event this[int index] => Events.Span[index];

    /// <summary>Takes the present instant for the arrival of all events that are added until the next call; without one each event has its own.</summary>
    public void NoteArrival() => _arrival = Timestamp.Now(_pool.Clock);

    /// <summary>Memory to receive into; what is decoded from there is not copied again. Given anew each time until <see cref="Received"/> keeps some of it.</summary>
    /// <param name="wanted">About how many bytes.</param>
    public Memory<byte> ReceiveBuffer(int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1);
        return _arena.Reserve(wanted);
    }

    /// <summary>Keeps the first bytes of the receive buffer for the time of the batch, and notes their arrival.</summary>
    /// <param name="count">How many bytes were received.</param>
    public ReadOnlySpan<byte> Received(int count)
    {
        NoteArrival();
        return _arena.Keep(count);
    }

    /// <summary>Adds an event with only <c>@timestamp</c> (now) and <c>@version</c>.</summary>
    public Event Add()
    {
        Event added = Next();
        added.Begin([], Arrival());
        added.Complete();
        return added;
    }

    /// <summary>Adds what one JSON text holds: an object is one event, an array one for each of its objects, blank text none. The bytes are copied unless they lie in the receive buffer.</summary>
    /// <returns>False, with nothing added, when the text is anything else, is not valid UTF-8 or exceeds <see cref="JsonArrayBound"/>; see <see cref="AddFailure"/>.</returns>
    public bool AddJson(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.Trim(" \t\r\n"u8);
        if (utf8.Length == 0)
        {
            return true;
        }

        return utf8[0] == '[' ? AddArray(utf8) : AddObject(utf8);
    }

    /// <summary>Adds an event whose <c>message</c> is this text; bytes that are not UTF-8 become <c>\xE9</c>.</summary>
    public Event AddMessage(ReadOnlySpan<byte> text)
    {
        Event added = Add();
        if (Utf8.IsValid(text))
        {
            added.SetText(FieldReference.Message, text);
        }
        else
        {
            added.SetText(FieldReference.Message, JsonText.Sanitize(text));
        }

        return added;
    }

    /// <summary>Adds an event for text that could not be decoded: the text as <c>message</c>, and a tag. It is counted as a parse failure.</summary>
    public Event AddFailure(ReadOnlySpan<byte> text, string tag)
    {
        Event added = AddMessage(text);
        added.Tag(tag);
        ParseFailures++;
        return added;
    }

    /// <summary>Asks to be told once how the batch ended; called on a pipeline thread, must return at once and not throw.</summary>
    public void OnCompleted(Action<BatchOutcome, object?> callback, object? state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _callbacks.Add((callback, state));
    }

    /// <summary>Ends the batch: tells its input, and returns it to its pool. The batch and its events must not be used after this.</summary>
    /// <exception cref="InvalidOperationException">The batch is completed already: it may be another input's by now.</exception>
    /// <exception cref="AggregateException">A callback has thrown; all others were called, and the batch is back in its pool.</exception>
    public void Complete(BatchOutcome outcome)
    {
        List<Exception>? failures = Tell(outcome);
        Reset();
        _isRented = false;
        _pool.Return(this);
        if (failures is not null)
        {
            throw new AggregateException("An input could not note how its batch ended.", failures);
        }
    }

    /// <summary>Tells the input how the batch ended, while the events are still used; <see cref="Complete"/> has to follow.</summary>
    /// <exception cref="AggregateException">A callback has thrown; all others were called.</exception>
    internal void Acknowledge(BatchOutcome outcome)
    {
        if (Tell(outcome) is { } failures)
        {
            throw new AggregateException("An input could not note how its batch ended.", failures);
        }
    }

    /// <summary>Adds an event as <see cref="Event.WriteJson"/> wrote it, exactly: no field is added. The bytes are not copied and have to stay until the batch is completed.</summary>
    /// <returns>False, with nothing added, when the bytes are not one JSON object.</returns>
    internal bool AddStored(byte[] buffer, int offset, int length, Timestamp timestamp, EventMap? metadata, List<object?>? instants)
    {
        Event added = Next();
        EntryList entries = added.Begin(buffer, timestamp);
        if (JsonFieldIndexer.TryIndex(buffer, offset, length, entries))
        {
            added.Restore(metadata, instants);

            // Then the events are gone through when the batch ends, and let go of the buffer.
            _arena.HasValues |= buffer.Length > LargestForgottenBuffer;
            return true;
        }

        added.End();
        Count--;
        return false;
    }

    /// <summary>Notes that the batch has left its pool.</summary>
    internal EventBatch Begin()
    {
        _isRented = true;
        return this;
    }

    private Timestamp Arrival() => _arrival ?? Timestamp.Now(_pool.Clock);

    private List<Exception>? Tell(BatchOutcome outcome)
    {
        if (!_isRented)
        {
            throw new InvalidOperationException("A batch is completed once.");
        }

        List<Exception>? failures = null;
        foreach ((Action<BatchOutcome, object?> callback, object? state) in _callbacks)
        {
            try
            {
                callback(outcome, state);
            }
            catch (Exception failure)
            {
                (failures ??= []).Add(failure);
            }
        }

        _callbacks.Clear();
        return failures;
    }

    private Event Next()
    {
        if (Count == _events.Length)
        {
            Array.Resize(ref _events, Count * 2);
        }

        ref Event? next = ref _events[Count++]!;
        if (next is null)
        {
            next = new Event(_arena);
            HeldEvents = Math.Max(HeldEvents, Count);
        }

        return next;
    }

    private bool AddObject(ReadOnlySpan<byte> json)
    {
        bool isReceived = _arena.TryFind(json, out byte[]? buffer, out int offset);
        if (!isReceived)
        {
            json.CopyTo(_arena.Allocate(json.Length, out buffer, out offset));
        }

        Event added = Next();
        EntryList entries = added.Begin(buffer!, Arrival());
        if (JsonFieldIndexer.TryIndex(buffer!, offset, json.Length, entries))
        {
            added.Complete();
            return true;
        }

        added.End();
        Count--;
        if (!isReceived)
        {
            _arena.Undo(json.Length);
        }

        return false;
    }

    private bool AddArray(ReadOnlySpan<byte> json)
    {
        if (JsonArrayBound.IsExceededBy(json))
        {
            return false;
        }

        int before = Count;
        if (TryAddElements(json))
        {
            return true;
        }

        while (Count > before)
        {
            _events[--Count].End();
        }

        return false;
    }

    private bool TryAddElements(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, JsonValue.ReaderOptions);
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (!AddObject(json[start..(int)reader.BytesConsumed]))
                {
                    return false;
                }
            }

            return !reader.Read();
        }
        catch (JsonException)
        {
            // The caller keeps the bytes as a failure event, so what was wrong is not lost.
            return false;
        }
    }

    private void Reset()
    {
        // Most events hold nothing but slices of the arena; their memory is not touched again for that.
        for (int i = 0; i < Count && (_arena.HasValues || _arena.HasLargeChunk); i++)
        {
            _events[i].End();
        }

        if (_events.Length > Math.Max(FirstEvents, (long)KeptTimesPoolSize * _pool.MaxEvents))
        {
            _events = new Event[FirstEvents];
            HeldEvents = 1;
        }

        Count = 0;
        ParseFailures = 0;
        _arrival = null;
        _callbacks.Clear();
        _arena.Reset();
    }
}
