using El4k.Collector.Configuration.Ast;
using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>Builds one plugin from its node: finds it, binds its options, makes its codec, calls its constructor.</summary>
internal sealed class PluginBuilder(ConfigurationContext context, DiagnosticList diagnostics, VariableSubstitution variables)
{
    private readonly OptionBinder _binder = new(diagnostics, new ValueBinder(diagnostics, context.Clock, context.FieldEscapes));
    private readonly IDeadLetters _deadLetters = context.DeadLetters ?? new LoggedDeadLetters(context.Log);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Builds the plugin, or reports why not.</summary>
    /// <param name="plugins">The plugins of the kind.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="node">The plugin as written.</param>
    /// <param name="shared">The record of the options that all plugins of the kind have; it is filled.</param>
    /// <param name="codec">Reads the codec as written from the filled record.</param>
    public BuiltPlugin? Build<T>(PluginSet<T> plugins, PluginKind kind, PluginNode node, SharedPluginOptions shared, Func<ValueNode?> codec)
        where T : class
    {
        if (Find(plugins, kind, node.Name, node.Span) is not { } registration)
        {
            return null;
        }

        IReadOnlyList<AttributeNode> attributes = Resolve(node);
        object options = Activator.CreateInstance(registration.OptionsType)!;
        bool isBound = _binder.Bind(node, attributes, options, shared);

        // The codec is built whatever became of the other options, so that its errors are reported with theirs.
        string id = MakeId(node, attributes, shared.Id);
        PluginContext own = MakeContext(id) with { EcsCompatibility = shared.EcsCompatibility ?? context.EcsCompatibility };
        ICodec? built = registration.DefaultCodec is null ? null : BuildCodec(registration, codec(), node.Span, own);
        if (!isBound || (registration.DefaultCodec is not null && built is null))
        {
            return null;
        }

        if (registration.DefaultCodec is null && codec() is { } unused)
        {
            diagnostics.Warn(unused.Span, $"{node.Name} uses no codec: the option has no effect.");
        }

        AdviseForEcs(registration, options, own, node.Name);
        PluginContext pluginContext = own with { Codec = built, CreateCodec = name => CreateCodec(name, own) };
        return Create(registration, options, pluginContext, node, attributes) is { } plugin ? new BuiltPlugin(plugin, pluginContext, PluginSignature.Of(node.Name, id, context.EcsCompatibility, attributes)) : null;
    }

    private PluginRegistration? Find<T>(PluginSet<T> plugins, PluginKind kind, string name, SourceSpan span)
        where T : class
    {
        if (plugins.TryGet(name, out PluginRegistration? registration))
        {
            return registration;
        }

        string word = kind.ToString().ToLowerInvariant();
        if (plugins.IsNotYet(name))
        {
            diagnostics.Error(span, $"The {word} plugin {name} is not in EL4K yet.", $"There are {Names(plugins)}.");
        }
        else
        {
            diagnostics.Error(
                span,
                $"There is no {word} plugin {name}.",
                NearestName.Suggest(name, plugins.All.Select(plugin => plugin.Name), string.Empty) ?? $"There are {Names(plugins)}.");
        }

        return null;
    }

    private static string Names<T>(PluginSet<T> plugins)
        where T : class => string.Join(", ", plugins.All.Select(plugin => plugin.Name));

    private IReadOnlyList<AttributeNode> Resolve(PluginNode node) =>
        [.. RepeatedOptions.Merge(node, diagnostics).Select(attribute => attribute with { Value = variables.Apply(attribute.Value) })];

    private string MakeId(PluginNode node, IReadOnlyList<AttributeNode> attributes, string? given)
    {
        string id = given ?? node.Name;
        for (int i = 2; given is null && _ids.Contains(id); i++)
        {
            id = $"{node.Name}_{i}";
        }

        if (!_ids.Add(id))
        {
            AttributeNode attribute = attributes.First(a => a.Name == "id");
            diagnostics.Error(attribute.Value.Span, $"Two plugins have the id \"{id}\".", "Give each its own.");
        }

        return id;
    }

    private PluginContext MakeContext(string id) => new()
    {
        Id = id,
        Log = new PluginLog(context.Log, id),
        Clock = context.Clock,
        FieldEscapes = context.FieldEscapes,
        DeadLetters = _deadLetters,
        HostParts = context.HostParts,
    };

    private object? Create(PluginRegistration registration, object options, PluginContext pluginContext, PluginNode node, IReadOnlyList<AttributeNode> attributes)
    {
        try
        {
            return registration.Create(options, pluginContext);
        }
        catch (PluginOptionException refused)
        {
            var catalog = OptionCatalog.Of(registration.OptionsType);
            AttributeNode? attribute = attributes.FirstOrDefault(a => (catalog.Find(a.Name, out _)?.Attribute.Name ?? a.Name) == refused.Option);
            SourceSpan span = attribute?.Value.Span ?? node.Span;

            // A variable that is not set leaves nothing there: what the plugin says of that is no second mistake.
            if (attribute is null || !diagnostics.HasErrorIn(span))
            {
                diagnostics.Error(span, Sentence(refused.Message));
            }

            return null;
        }
    }

    private static void AdviseForEcs(PluginRegistration registration, object options, PluginContext own, string name)
    {
        if (own.EcsCompatibility == EcsCompatibility.Disabled)
        {
            return;
        }

        foreach (OptionDescriptor option in OptionCatalog.Of(registration.OptionsType).Options)
        {
            if (option.Attribute.IsAdvisedWithEcs && option.Property.GetValue(options) is null)
            {
                own.Log.Info($"{name} has no {option.Attribute.Name}, and ecs_compatibility is not disabled: its fields are put at the top of events, where they may clash with those of the Elastic Common Schema. This is no fault where they follow it.");
            }
        }
    }

    /// <summary>What plugins say, as this pass says things: with a capital letter and a full stop.</summary>
    private static string Sentence(string message)
    {
        string text = char.ToUpperInvariant(message[0]) + message[1..];
        return text[^1] is '.' or ')' ? text : text + ".";
    }

    /// <summary>A codec by its name alone, with its defaults.</summary>
    private ICodec? CreateCodec(string name, PluginContext owner) =>
        context.Registry.Codecs.TryGet(name, out PluginRegistration? codec) && !OptionCatalog.Of(codec.OptionsType).Options.Any(option => option.Attribute.IsRequired)
            ? (ICodec)codec.Create(Activator.CreateInstance(codec.OptionsType)!, owner with { EcsCompatibility = context.EcsCompatibility })
            : null;

    /// <summary>Builds the codec; it counts and logs as its plugin does, as nobody looks for it by itself. The names of its fields are its own matter, as in Logstash.</summary>
    private ICodec? BuildCodec(PluginRegistration owner, ValueNode? written, SourceSpan ownerSpan, PluginContext ownerContext)
    {
        PluginNode node = written switch
        {
            NestedPluginNode nested => nested.Plugin,
            StringNode text => new PluginNode(text.Value, [], text.Span),
            _ => new PluginNode(owner.DefaultCodec!, [], ownerSpan),
        };
        if (written is not (null or NestedPluginNode or StringNode))
        {
            diagnostics.Error(written.Span, $"Expected a codec such as json or line {{ … }}, found {written.Description}.");
            return null;
        }

        if (Find(context.Registry.Codecs, PluginKind.Codec, node.Name, node.Span) is not { } registration)
        {
            return null;
        }

        if (owner.ReadsStream && registration.StreamTwin is { } twin && context.Registry.Codecs.TryGet(twin, out PluginRegistration? streaming))
        {
            node = ForTwin(node, streaming);
            registration = streaming;
        }

        IReadOnlyList<AttributeNode> attributes = Resolve(node);
        object options = Activator.CreateInstance(registration.OptionsType)!;
        var shared = new SharedPluginOptions();
        if (!_binder.Bind(node, attributes, options, shared))
        {
            return null;
        }

        PluginContext own = ownerContext with { EcsCompatibility = shared.EcsCompatibility ?? context.EcsCompatibility };
        if (owner.Kind == PluginKind.Input)
        {
            // On an output it reads nothing.
            AdviseForEcs(registration, options, own, node.Name);
        }

        return (ICodec?)Create(registration, options, own, node, attributes);
    }

    /// <summary>On a stream a codec for whole texts gives way to its twin for lines, with the options that the twin has too.</summary>
    private PluginNode ForTwin(PluginNode node, PluginRegistration twin)
    {
        OptionCatalog catalog = OptionCatalog.Of(twin.OptionsType);
        var kept = new List<AttributeNode>();
        foreach (AttributeNode attribute in node.Attributes)
        {
            if ((catalog.Find(attribute.Name, out _) ?? OptionCatalog.Of(typeof(SharedPluginOptions)).Find(attribute.Name, out _)) is not null)
            {
                kept.Add(attribute);
            }
            else
            {
                diagnostics.Warn(attribute.Span, $"On a stream the codec {node.Name} is replaced by {twin.Name}, which has no option {attribute.Name}.");
            }
        }

        return new PluginNode(twin.Name, kept, node.Span);
    }
}
