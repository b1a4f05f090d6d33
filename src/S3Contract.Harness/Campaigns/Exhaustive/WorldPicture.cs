using S3Contract.Charms;
using S3Contract.Harness.Juju;
using S3Contract.Harness.Scripts;
using S3Contract.Observations;

namespace S3Contract.Harness.Campaigns;

/// <summary>Shows a script's stage a world that it did not see come about, so that commands find the units and relations they name.</summary>
internal static class WorldPicture
{
    /// <summary>Tells the picture of everything in the world, as if it had just happened.</summary>
    public static void Show(World world, ModelPicture picture)
    {
        foreach (ApplicationView application in world.Applications)
        {
            Show(new ApplicationDeployed(application.Name, application.Name), picture);
            foreach (UnitName unit in application.Units)
            {
                Show(new UnitAdded(unit), picture);
            }

            if (application.Leader is { } leader)
            {
                Show(new LeaderMoved(application.Name, null, leader), picture);
            }
        }

        foreach (RelationView relation in world.Relations)
        {
            Show(
                new RelationAdded(
                    relation.Id, relation.Interface, relation.Provider, relation.ProviderEndpoint, relation.Requirer, relation.RequirerEndpoint),
                picture);
        }
    }

    private static void Show(ModelChange change, ModelPicture picture) => picture.Observe(new ModelStep(0, change));
}
