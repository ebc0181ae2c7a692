using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace El4k.Collector.Plugins;

/// <summary>The plugins of one kind, by name.</summary>
/// <typeparam name="T">What plugins of the kind are.</typeparam>
public sealed class PluginSet<T>
    where T : class
{
    private readonly PluginKind _kind;
    private readonly SortedDictionary<string, PluginRegistration> _byName = new(StringComparer.Ordinal);

    internal PluginSet(PluginKind kind)
    {
        _kind = kind;
    }

    /// <summary>All plugins, by name.</summary>
    public IReadOnlyCollection<PluginRegistration> All => _byName.Values;

    /// <summary>Adds a plugin that has a constructor <c>(TOptions, PluginContext)</c>, of any visibility.</summary>
    /// <param name="name">The name in the configuration.</param>
    /// <param name="defaultCodec">For inputs and outputs: the codec when the configuration names none.</param>
    /// <param name="readsStream">For inputs: whether they read a stream without frames, so that json is replaced by json_lines, plain by line.</param>
    /// <param name="streamTwin">For codecs: the line-oriented twin.</param>
    /// <exception cref="ArgumentException">The name is taken, or there is no such constructor.</exception>
    public void Add<TPlugin, TOptions>(string name, string? defaultCodec = null, bool readsStream = false, string? streamTwin = null)
        where TPlugin : class, T
        where TOptions : class, new()
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        ConstructorInfo constructor = typeof(TPlugin).GetConstructor(Any, [typeof(TOptions), typeof(PluginContext)])
            ?? throw new ArgumentException($"{typeof(TPlugin)} has no constructor ({typeof(TOptions).Name}, PluginContext).", nameof(name));
        _byName.Add(name, new PluginRegistration
        {
            Name = name,
            Kind = _kind,
            PluginType = typeof(TPlugin),
            OptionsType = typeof(TOptions),
            Create = (options, context) => Invoke(constructor, options, context),
            DefaultCodec = defaultCodec,
            ReadsStream = readsStream,
            StreamTwin = streamTwin,
        });
    }

    /// <summary>Finds a plugin by name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out PluginRegistration? registration) =>
        _byName.TryGetValue(name, out registration);

    /// <summary>Whether Logstash has a plugin of this name and this version has not.</summary>
    public bool IsNotYet(string name) => !_byName.ContainsKey(name) && LogstashPlugins.Has(_kind, name);

    private static object Invoke(ConstructorInfo constructor, object options, PluginContext context)
    {
        try
        {
            return constructor.Invoke([options, context]);
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException);
            throw;
        }
    }
}
