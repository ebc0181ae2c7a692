using System.Collections.Concurrent;
using System.Reflection;
using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>The options of one options record, read from its attributes once.</summary>
internal sealed class OptionCatalog
{
    private static readonly ConcurrentDictionary<Type, OptionCatalog> Cache = new();

    private OptionCatalog(Type type)
    {
        Type = type;
        Options = [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(property => (property, attribute: property.GetCustomAttribute<OptionAttribute>()))
            .Where(pair => pair.attribute is not null)
            .Select(pair => new OptionDescriptor(pair.attribute!, pair.property))];
        NotYet = type.GetCustomAttributes<NotYetOptionsAttribute>().SelectMany(attribute => attribute.Names).ToHashSet(StringComparer.Ordinal);
        Ignored = type.GetCustomAttributes<IgnoredOptionsAttribute>().SelectMany(attribute => attribute.Names).ToHashSet(StringComparer.Ordinal);
    }

    public Type Type { get; }

    public IReadOnlyList<OptionDescriptor> Options { get; }

    public IReadOnlySet<string> NotYet { get; }

    public IReadOnlySet<string> Ignored { get; }

    public static OptionCatalog Of(Type type) => Cache.GetOrAdd(type, static t => new OptionCatalog(t));

    /// <summary>Finds an option by its name or a former one.</summary>
    public OptionDescriptor? Find(string name, out bool isFormer)
    {
        isFormer = false;
        foreach (OptionDescriptor option in Options)
        {
            if (option.Attribute.Name == name)
            {
                return option;
            }

            if (Array.IndexOf(option.Attribute.FormerNames, name) >= 0)
            {
                isFormer = true;
                return option;
            }
        }

        return null;
    }
}
