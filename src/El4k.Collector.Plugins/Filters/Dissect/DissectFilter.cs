using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Dissect;

/// <summary>Takes text apart at fixed delimiters, without expressions.</summary>
/// <remarks>
/// Each entry of the mapping sets all of its fields or none. An event matches when one entry fitted. Immutable once built: workers share it.
/// </remarks>
internal sealed class DissectFilter : EventFilter
{
    private readonly Dissection[] _dissections;
    private readonly OptionMap<FieldReference, DissectDatatype> _conversions;
    private readonly IReadOnlyList<string> _tagOnFailure;
    private readonly PluginContext _context;

    /// <exception cref="PluginOptionException">A pattern cannot be used.</exception>
    internal DissectFilter(DissectOptions options, PluginContext context)
    {
        _dissections = [.. options.Mapping.Where(pair => pair.Value.Length > 0).Select(pair => Create(pair.Key, pair.Value, context))];
        _conversions = options.ConvertDatatype;
        _tagOnFailure = options.TagOnFailure;
        _context = context;
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        var hasMatched = false;
        foreach (var dissection in _dissections)
        {
            var fitted = Apply(dissection, target);
            hasMatched |= fitted == true;
            if (fitted == false)
            {
                _context.Counters.Add("failures", 1);
                target.TagAll(_tagOnFailure);
            }
        }

        foreach (var (field, type) in _conversions)
        {
            Convert(target, field, type);
        }

        return hasMatched;
    }

    private bool? Apply(Dissection dissection, Event target)
    {
        try
        {
            return dissection.Apply(target);
        }
        catch (InvalidFieldException refused)
        {
            _context.Log.Debug(refused.Message);
            return false;
        }
    }

    private static void Convert(Event target, FieldReference field, DissectDatatype type)
    {
        var value = target.Get(field);
        if (value is null)
        {
            target.Tag($"_dataconversionnullvalue_{field.Text}_{NameOf(type)}");
        }
        else if (DissectNumber.TryRead(ValueText.Of(value), type, out var number))
        {
            target.Set(field, number);
        }
        else
        {
            target.Tag($"_dataconversionuncoercible_{field.Text}_{NameOf(type)}");
        }
    }

    private static string NameOf(DissectDatatype type) => type == DissectDatatype.Int ? "int" : "float";

    private static Dissection Create(FieldReference source, string pattern, PluginContext context)
    {
        try
        {
            var made = new Dissection(source, pattern, context);
            if (made.NeverFits)
            {
                context.Log.Warning($"The pattern \"{pattern}\" has two fields without text between them, so no text ever fits it.");
            }

            return made;
        }
        catch (FormatException wrong)
        {
            throw new PluginOptionException("mapping", wrong.Message);
        }
    }
}
