using El4k.Collector.Plugins;

namespace El4k.Server.Collecting;

/// <summary>Finds pipelines that send to each other in a circle, which a full queue brings to a standstill, and says each circle once.</summary>
/// <param name="warn">Takes the warnings.</param>
internal sealed class PipelineCircles(PipelineBus bus, Action<string> warn)
{
    private HashSet<string> _known = [];

    /// <summary>Looks at the pipelines as they send to each other now. One call at a time.</summary>
    /// <param name="pipelines">The ids of the pipelines in their order.</param>
    public void Look(IReadOnlyList<string> pipelines)
    {
        var circles = Find(pipelines, bus.ReadRoutes()).Select(circle => string.Join(" -> ", circle)).ToHashSet();
        foreach (var circle in circles.Except(_known))
        {
            warn($"Pipelines send to each other in a circle: {circle}. Once their queues are full each waits for room in the next, and they stand still for ever: let events leave the circle before more come in, or leave one of these outputs out.");
        }

        _known = circles;
    }

    /// <summary>For each pipeline that gets its own events back the shortest way; a circle of several is there once, from the pipeline that is first in the order, and ends where it begins.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Find(IReadOnlyList<string> pipelines, IReadOnlyList<(string From, string To)> routes)
    {
        var targets = routes.ToLookup(route => route.From, route => route.To);
        var found = new List<IReadOnlyList<string>>();
        foreach (var pipeline in pipelines)
        {
            if (ShortestWayBack(pipeline, targets) is { } way)
            {
                var first = way.MinBy(id => pipelines.ToList().IndexOf(id));
                var at = way.IndexOf(first!);
                string[] circle = [.. way[at..], .. way[..at], first!];
                if (!found.Exists(known => known.SequenceEqual(circle)))
                {
                    found.Add(circle);
                }
            }
        }

        return found;
    }

    // Without its end, which is its beginning; null when there is none.
    private static List<string>? ShortestWayBack(string start, ILookup<string, string> targets)
    {
        var from = new Dictionary<string, string>(StringComparer.Ordinal);
        var next = new Queue<string>([start]);
        while (next.TryDequeue(out var at))
        {
            foreach (var to in targets[at])
            {
                if (!from.TryAdd(to, at))
                {
                    continue;
                }

                if (to != start)
                {
                    next.Enqueue(to);
                    continue;
                }

                var way = new List<string> { at };
                while (way[0] != start)
                {
                    way.Insert(0, from[way[0]]);
                }

                return way;
            }
        }

        return null;
    }
}
