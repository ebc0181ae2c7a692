namespace El4k.Architecture.Tests.Rules;

/// <summary>A component sees no sibling component, and only the one list names components.</summary>
/// <param name="families">Namespaces whose direct children are components, such as <c>El4k.Collector.Plugins.Filters</c>.</param>
/// <param name="lists">Full names of the types that may name components.</param>
internal sealed class ComponentsDoNotSeeSiblings(IReadOnlyList<string> families, IReadOnlyCollection<string> lists)
{
    public RuleReport Check(IEnumerable<Type> types)
    {
        var breaches = new List<Breach>();
        var components = new HashSet<string>();
        foreach (var type in types)
        {
            var outer = TypeGraph.Outermost(type);
            if (lists.Contains(outer.FullName!))
            {
                continue;
            }

            var from = Component(outer);
            if (from is not null)
            {
                components.Add(from);
            }

            foreach (var target in TypeGraph.References(type))
            {
                if (Component(TypeGraph.Outermost(target)) is { } to && to != from)
                {
                    breaches.Add(new Breach(type.FullName!, $"sees component {to} ({target.Name}): move what both need one level up under a name of the field"));
                }
            }
        }

        return new RuleReport(components.Count, breaches);
    }

    private string? Component(Type type)
    {
        foreach (var family in families)
        {
            if (type.Namespace is { } space && space.StartsWith(family + ".", StringComparison.Ordinal))
            {
                return family + "." + space[(family.Length + 1)..].Split('.')[0];
            }
        }

        return null;
    }
}
