using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Split;

/// <summary>Makes an event of each element of a list, or of each part of a text; the original is cancelled.</summary>
/// <remarks>
/// Either all parts become events or none does. Parts that are null or empty text become none. Immutable once built: workers share it.
/// </remarks>
internal sealed class SplitFilter : IFilter
{
    /// <summary>The tag of an event whose field is neither a list nor text, or whose parts the target cannot take.</summary>
    public const string TypeFailureTag = "_split_type_failure";

    /// <summary>The tag of an event that would become too many events, or too large ones.</summary>
    public const string LimitTag = "_split_limit_exceeded";

    /// <summary>The most events that one may become: as many as one JSON array may hold.</summary>
    public const int MaximumParts = JsonArrayBound.MaxElements;

    /// <summary>How much JSON the copies of one event may take together, their parts not counted: every other field is in each of them.</summary>
    public const long MaximumCopiedBytes = 256L * 1024 * 1024;

    // Up to so many parts the copies are not measured: they cannot be the danger.
    private const int UnmeasuredParts = 1000;

    private const string Blanks = " \t\n\v\f\r\0";

    private readonly FieldReference _field;
    private readonly FieldReference? _target;
    private readonly string _terminator;
    private readonly PluginLog _log;

    /// <exception cref="PluginOptionException">The terminator is empty.</exception>
    internal SplitFilter(SplitOptions options, PluginContext context)
    {
        if (options.Terminator.Length == 0)
        {
            throw new PluginOptionException("terminator", "is empty: it must be at least one character");
        }

        _field = options.Field;
        _target = options.Target;
        _terminator = options.Terminator;
        _log = context.Log;
    }

    /// <inheritdoc/>
    public void Filter(FilterSelection events)
    {
        var count = events.Count;
        for (var i = 0; i < count; i++)
        {
            Split(events[i], events);
        }
    }

    private void Split(Event original, FilterSelection events)
    {
        var value = original.Get(_field);
        IReadOnlyList<object?>? parts = value switch
        {
            List<object?> list => list,
            string text => PartsOf(text),
            _ => null,
        };
        if (parts is null)
        {
            Fail(original, TypeFailureTag, "neither a list nor text");
            return;
        }

        var used = parts.Count(part => part is not (null or ""));
        if (used == 0 || (value is string && parts.Count == 1))
        {
            return;
        }

        if (used > MaximumParts)
        {
            Fail(original, LimitTag, $"{used} parts, which is more than {MaximumParts}");
            return;
        }

        if (TryCopy(original, value, parts, used, out var copies))
        {
            copies.ForEach(events.Add);
            original.Cancel();
        }
    }

    private bool TryCopy(Event original, object? value, IReadOnlyList<object?> parts, int used, out List<Event> copies)
    {
        copies = new List<Event>(used);
        try
        {
            if (_target is null)
            {
                // So that no copy holds all parts besides its own; removing would move the elements of a list that the field lies in.
                original.Set(_field, null);
            }

            if (used > UnmeasuredParts && used * SizeOf(original) > MaximumCopiedBytes)
            {
                Fail(original, LimitTag, $"{used} copies would take more than {MaximumCopiedBytes} bytes");
                original.Set(_field, value);
                return false;
            }

            foreach (var part in parts)
            {
                if (part is not (null or ""))
                {
                    var copy = original.Clone();
                    copy.Set(_target ?? _field, part);
                    copies.Add(copy);
                }
            }

            return true;
        }
        catch (InvalidFieldException refused)
        {
            if (_target is null)
            {
                original.Set(_field, value);
            }

            Fail(original, TypeFailureTag, refused.Message);
            return false;
        }
    }

    private string[] PartsOf(string text) => _terminator == " "
        ? text.TrimStart(Blanks.ToCharArray()).Split(Blanks.ToCharArray())
        : text.Split(_terminator);

    private static long SizeOf(Event one)
    {
        var json = new ArrayBufferWriter<byte>();
        one.WriteJson(json);
        return json.WrittenCount;
    }

    private void Fail(Event target, string tag, string reason)
    {
        _log.Debug($"{_field}: {reason}");
        target.Tag(tag);
    }
}
