using System.Buffers;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Looks through one event after the other and changes what is found. Used by one thread at a time: it keeps its buffers.</summary>
internal sealed class PiiGuard(PiiPlan plan, TextScanner scanner, FieldRules rules, Replacement replacement, PiiCounts counts)
{
    // Each pass but the last replaces something, and few replacements have such neighbours.
    private const int MostPasses = 8;

    private readonly List<PiiMatch> _found = [];
    private readonly List<string> _path = [];
    private ArrayBufferWriter<byte> _text = new();
    private ArrayBufferWriter<byte> _next = new();
    private readonly bool[] _tagged = new bool[Enum.GetValues<PiiKind>().Length];

    /// <summary>The kinds that were found with the action <c>tag</c>; the caller takes them off.</summary>
    public ReadOnlySpan<bool> Tagged => _tagged;

    /// <summary>Forgets the tagged kinds.</summary>
    public void ClearTagged() => Array.Clear(_tagged);

    /// <summary>Replaces in a text what is found.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="hint">What the field's name says.</param>
    /// <param name="changed">The text as it is to be; valid until the next call.</param>
    /// <returns>What is to be done with the field.</returns>
    public GuardResult Guard(ReadOnlySpan<byte> text, FieldHint hint, out ReadOnlySpan<byte> changed)
    {
        changed = text;
        var result = GuardResult.None;

        // What was replaced may have kept its neighbour from being found: a number beside a letter is none.
        for (var pass = 0; pass < MostPasses; pass++)
        {
            _found.Clear();
            scanner.FindAll(changed, hint, _found);
            var one = _found.Count == 0 ? GuardResult.None : ReplaceFound(changed, isFirst: pass == 0);
            result = one > result ? one : result;
            if (one != GuardResult.Changed)
            {
                break;
            }

            (_text, _next) = (_next, _text);
            changed = _text.WrittenSpan;
        }

        return result;
    }

    /// <summary>Replaces a whole text, because its field is named.</summary>
    public GuardResult GuardWhole(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> changed)
    {
        changed = default;
        var action = plan.ActionOf(PiiKind.Field);
        Count(action, PiiKind.Field);
        if (action is PiiAction.Drop or PiiAction.Tag)
        {
            return action == PiiAction.Drop ? GuardResult.Dropped : GuardResult.Tagged;
        }

        _text.ResetWrittenCount();
        replacement.Write(text, PiiKind.Field, _text);
        changed = _text.WrittenSpan;
        return GuardResult.Changed;
    }

    /// <summary>Says where the texts stand that are looked through next.</summary>
    public void Enter(string topLevelName)
    {
        _path.Clear();
        _path.Add(topLevelName);
    }

    /// <summary>Looks through a decoded value and all below it.</summary>
    /// <param name="value">The value; it is not changed.</param>
    /// <param name="changed">The value as it is to be, when something changed.</param>
    public GuardResult GuardValue(object? value, out object? changed)
    {
        changed = value;
        var path = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_path);
        if (rules.HasAny && rules.IsExcepted(path))
        {
            return GuardResult.None;
        }

        var isNamed = rules.HasAny && rules.IsNamed(path);
        if (isNamed && value is EventMap or List<object?> && plan.ActionOf(PiiKind.Field) == PiiAction.Drop)
        {
            Count(PiiAction.Drop, PiiKind.Field);
            return GuardResult.Dropped;
        }

        switch (value)
        {
            case EventMap map:
                return GuardMap(map, out changed);
            case List<object?> list:
                return GuardList(list, out changed);
            case null or bool or Timestamp:
                return GuardResult.None;
            default:
                return GuardScalar(value, isNamed, out changed);
        }
    }

    private GuardResult ReplaceFound(ReadOnlySpan<byte> text, bool isFirst)
    {
        _next.ResetWrittenCount();
        var result = GuardResult.Tagged;
        var from = 0;
        foreach (var match in _found)
        {
            var action = plan.ActionOf(match.Kind);
            if (isFirst || action != PiiAction.Tag)
            {
                Count(action, match.Kind);
            }

            if (action == PiiAction.Drop)
            {
                return GuardResult.Dropped;
            }

            if (action is not PiiAction.Tag)
            {
                _next.Write(text[from..match.Start]);
                replacement.Write(text.Slice(match.Start, match.Length), match.Kind, _next);
                from = match.End;
                result = GuardResult.Changed;
            }
        }

        _next.Write(text[from..]);
        return result;
    }

    private GuardResult GuardScalar(object value, bool isNamed, out object? changed)
    {
        changed = value;
        if (!isNamed && value is not string)
        {
            return GuardResult.None;
        }

        var text = ValueText.Of(value);
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var utf8 = rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented));
        var hint = FieldHints.Of(Encoding.UTF8.GetBytes(_path[^1]));
        var result = isNamed ? GuardWhole(utf8, out var replaced) : Guard(utf8, hint, out replaced);
        if (result == GuardResult.Changed)
        {
            changed = Encoding.UTF8.GetString(replaced);
        }

        ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    private GuardResult GuardMap(EventMap map, out object? changed)
    {
        EventMap? copy = null;
        var result = GuardResult.None;
        foreach (var (name, item) in map)
        {
            _path.Add(name);
            var one = GuardValue(item, out var guarded);
            _path.RemoveAt(_path.Count - 1);
            if (one >= GuardResult.Changed)
            {
                copy ??= (EventMap)JsonValue.DeepClone(map)!;
                if (one == GuardResult.Dropped)
                {
                    copy.Remove(name);
                }
                else
                {
                    copy[name] = guarded;
                }
            }

            result = Worse(result, one);
        }

        changed = copy ?? map;
        return result;
    }

    private GuardResult GuardList(List<object?> list, out object? changed)
    {
        List<object?>? copy = null;
        var result = GuardResult.None;
        for (var i = 0; i < list.Count; i++)
        {
            var one = GuardValue(list[i], out var guarded);
            if (one >= GuardResult.Changed)
            {
                copy ??= (List<object?>)JsonValue.DeepClone(list)!;
                copy[i] = one == GuardResult.Dropped ? DroppedItem.Instance : guarded;
            }

            result = Worse(result, one);
        }

        copy?.RemoveAll(item => ReferenceEquals(item, DroppedItem.Instance));
        changed = copy ?? list;
        return result;
    }

    // Of a part that was dropped the whole around it is changed, not dropped.
    private static GuardResult Worse(GuardResult one, GuardResult other) => (GuardResult)Math.Max((int)one, (int)(other == GuardResult.Dropped ? GuardResult.Changed : other));

    private void Count(PiiAction action, PiiKind kind)
    {
        _tagged[(int)kind] |= action == PiiAction.Tag;
        counts.Add(action, kind, _path.Count == 1 ? _path[0] : string.Join('.', _path));
    }

    private static class DroppedItem
    {
        public static readonly object Instance = new();
    }
}
