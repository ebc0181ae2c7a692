using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>What is looked for and what is done about each kind, read from the options.</summary>
internal sealed class PiiPlan
{
    private static readonly PiiKind[] Kinds = Enum.GetValues<PiiKind>();

    private readonly bool[] _detected = new bool[Kinds.Length];
    private readonly PiiAction[] _actions = new PiiAction[Kinds.Length];

    /// <exception cref="PluginOptionException">A kind or an action is none.</exception>
    public PiiPlan(PiiOptions options)
    {
        foreach (var name in options.Detect)
        {
            var kind = KindOf("detect", name);
            _detected[(int)kind] = kind != PiiKind.Field
                ? true
                : throw new PluginOptionException("detect", "\"field\" is not looked for: name the fields with the option fields");
        }

        ReadActions(options.Action);
        if (options.Detect.Count == 0 && options.Fields.Count == 0)
        {
            throw new PluginOptionException("detect", "there is nothing to look for: name kinds with detect, or fields with fields");
        }
    }

    /// <summary>Whether texts are looked through for this kind.</summary>
    public bool Detects(PiiKind kind) => _detected[(int)kind];

    /// <summary>What is done about this kind.</summary>
    public PiiAction ActionOf(PiiKind kind) => _actions[(int)kind];

    /// <summary>Whether an action is asked for anything that can be found.</summary>
    /// <param name="action">The action.</param>
    /// <param name="hasFields">Whether fields are named.</param>
    public bool Uses(PiiAction action, bool hasFields) =>
        Array.Exists(Kinds, kind => _actions[(int)kind] == action && (kind == PiiKind.Field ? hasFields : _detected[(int)kind]));

    /// <summary>The name of a kind as configurations, tags and counters have it.</summary>
    public static string NameOf(PiiKind kind) => kind switch
    {
        PiiKind.Email => "email",
        PiiKind.Card => "card",
        PiiKind.Iban => "iban",
        PiiKind.Phone => "phone",
        PiiKind.Ip => "ip",
        _ => "field",
    };

    /// <summary>The name of an action as configurations and counters have it.</summary>
    public static string NameOf(PiiAction action) => action switch
    {
        PiiAction.Mask => "mask",
        PiiAction.Hash => "hash",
        PiiAction.Drop => "drop",
        _ => "tag",
    };

    private static PiiKind KindOf(string option, string name) =>
        Array.Find(Kinds, kind => NameOf(kind) == name) is var found && NameOf(found) == name
            ? found
            : throw new PluginOptionException(option, $"\"{name}\" is no kind of personal data; there are {string.Join(", ", Kinds.Select(NameOf))}");

    private static PiiAction ActionOf(object? value) =>
        Enum.GetValues<PiiAction>() is var all && Array.Find(all, action => value is string text && NameOf(action) == text) is var found && value is string name && NameOf(found) == name
            ? found
            : throw new PluginOptionException("action", $"\"{ValueText.Of(value)}\" is no action; there are {string.Join(", ", all.Select(NameOf))}");

    private void ReadActions(object? value)
    {
        if (value is not EventMap map)
        {
            Array.Fill(_actions, ActionOf(value));
            return;
        }

        foreach (var (kind, action) in map)
        {
            _actions[(int)KindOf("action", kind)] = ActionOf(action);
        }
    }
}
