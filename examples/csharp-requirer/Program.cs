using S3Contract.Charms;
using S3Contract.Examples.Requirer;

return CharmMain.Run(context => new RequirerCharm(context));
