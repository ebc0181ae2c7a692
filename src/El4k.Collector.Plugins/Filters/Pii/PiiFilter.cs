using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Keeps personal data out of the store: finds it in all texts of an event, and masks it, replaces it by pseudonyms, drops or tags it.</summary>
/// <remarks>
/// A text is first counted through as bytes, then searched as bytes; only what something is found in is changed, and only nested values that have
/// something in them are decoded. Workers share the filter; each takes a guard of its own.
/// </remarks>
internal sealed class PiiFilter : EventFilter
{
    private readonly TextScanner _scanner;
    private readonly FieldRules _rules;
    private readonly string _tagPrefix;
    private readonly Func<PiiGuard> _createGuard;
    private readonly ConcurrentQueue<PiiGuard> _guards = [];

    /// <exception cref="PluginOptionException">An option cannot be meant, or the key is missing or too short.</exception>
    internal PiiFilter(PiiOptions options, PluginContext context)
    {
        var plan = new PiiPlan(options);
        _scanner = new TextScanner(plan);
        _rules = new FieldRules(options, context);
        _tagPrefix = options.TagPrefix;
        var replacement = new Replacement(options, plan);
        var counts = new PiiCounts(context.Counters);
        _createGuard = () => new PiiGuard(plan, _scanner, _rules, replacement, counts);
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        PiiGuard? guard = null;
        var result = GuardResult.None;
        foreach (var field in target.Texts)
        {
            if (!MayHave(field))
            {
                continue;
            }

            guard ??= _guards.TryDequeue(out var kept) ? kept : _createGuard();
            var one = Guard(target, field, _rules.Of(field.Name), guard);
            result = one > result ? one : result;
        }

        if (guard is not null)
        {
            Tag(target, guard);
            _guards.Enqueue(guard);
        }

        return result != GuardResult.None;
    }

    // Most fields end here, after a few instructions.
    private bool MayHave(in FieldText field)
    {
        if (_rules.HasAny)
        {
            var known = _rules.Of(field.Name);
            if (known.IsExcepted || known.IsNamed || (known.MayHaveNamed && field.Form is TextForm.Json or TextForm.Decoded))
            {
                return !known.IsExcepted;
            }
        }

        return field.Form switch
        {
            TextForm.Plain => !_scanner.IsClean(field.Utf8),
            TextForm.Number => false,
            TextForm.Decoded => field.Value is string text ? !IsClean(text) : field.Value is EventMap or List<object?>,

            // \u0040 is an at sign: what is escaped so has to be unescaped to be known.
            _ => !_scanner.IsClean(field.Utf8) || field.Utf8.IndexOf("\\u"u8) >= 0,
        };
    }

    private bool IsClean(string text)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var isClean = _scanner.IsClean(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return isClean;
    }

    private GuardResult Guard(Event target, in FieldText field, TopLevelField known, PiiGuard guard)
    {
        guard.Enter(known.Reference.TopLevelName);
        switch (field.Form)
        {
            case TextForm.Plain or TextForm.Number:
                return Apply(target, known, GuardText(field.Utf8, known, guard, out var changed), changed);
            case TextForm.Escaped:
                var rented = ArrayPool<byte>.Shared.Rent(field.Utf8.Length);
                var text = rented.AsSpan(0, field.Unescape(rented));
                var result = Apply(target, known, GuardText(text, known, guard, out changed), changed);
                ArrayPool<byte>.Shared.Return(rented);
                return result;
            case TextForm.Json when !known.IsNamed && !known.MayHaveNamed && NestedTexts.HaveNone(field.Utf8, known.Hint, _scanner):
                return GuardResult.None;
            default:
                return GuardDecoded(target, known, guard);
        }
    }

    private static GuardResult GuardText(ReadOnlySpan<byte> text, TopLevelField known, PiiGuard guard, out ReadOnlySpan<byte> changed) =>
        known.IsNamed ? guard.GuardWhole(text, out changed) : guard.Guard(text, known.Hint, out changed);

    private static GuardResult Apply(Event target, TopLevelField known, GuardResult result, ReadOnlySpan<byte> changed)
    {
        if (result == GuardResult.Changed)
        {
            target.SetText(known.Reference, changed);
        }
        else if (result == GuardResult.Dropped)
        {
            target.Remove(known.Reference);
        }

        return result;
    }

    private static GuardResult GuardDecoded(Event target, TopLevelField known, PiiGuard guard)
    {
        var result = guard.GuardValue(target.Get(known.Reference), out var changed);
        if (result == GuardResult.Changed)
        {
            target.Set(known.Reference, changed);
        }
        else if (result == GuardResult.Dropped)
        {
            target.Remove(known.Reference);
        }

        return result;
    }

    private void Tag(Event target, PiiGuard guard)
    {
        for (var kind = 0; kind < guard.Tagged.Length; kind++)
        {
            if (guard.Tagged[kind])
            {
                target.Tag(_tagPrefix + PiiPlan.NameOf((PiiKind)kind));
            }
        }

        guard.ClearTagged();
    }
}
