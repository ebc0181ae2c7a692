namespace El4k.Architecture.Tests.Rules;

/// <summary>A folder sees folders of lower rank only, never another of its own rank.</summary>
internal sealed class FolderRanks(string root, IReadOnlyDictionary<string, int> ranks)
{
    /// <param name="types">All types of the assembly; those outside the root namespace are passed over.</param>
    public RuleReport Check(IEnumerable<Type> types)
    {
        var breaches = new List<Breach>();
        var edges = 0;
        foreach (var type in types)
        {
            if (Folder(type) is not { } from)
            {
                continue;
            }

            if (!ranks.TryGetValue(from, out var fromRank))
            {
                breaches.Add(new Breach(type.FullName!, $"lies in folder '{from}', which has no rank: add it to the table or move the type"));
                continue;
            }

            foreach (var target in TypeGraph.References(type))
            {
                if (Folder(target) is not { } to || to == from)
                {
                    continue;
                }

                edges++;
                if (ranks.TryGetValue(to, out var toRank) && toRank >= fromRank)
                {
                    breaches.Add(new Breach(type.FullName!, $"({from}, rank {fromRank}) sees {target.FullName} ({to}, rank {toRank}): move what both need to a lower folder"));
                }
            }
        }

        return new RuleReport(edges, breaches);
    }

    // The folder is the first part of the namespace below the root; the root itself is the folder "".
    private string? Folder(Type type)
    {
        var space = TypeGraph.Outermost(type).Namespace;
        if (space == root)
        {
            return "";
        }

        if (space is null || !space.StartsWith(root + ".", StringComparison.Ordinal))
        {
            return null;
        }

        return space[(root.Length + 1)..].Split('.')[0];
    }
}
