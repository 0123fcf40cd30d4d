package views

import (
	"context"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"attain/app/sales"
	"attain/views/widgets"
)

// products is the section with what is sold.
func (p *settingsPage) products() fyne.CanvasObject {
	text, rows := p.deps.Text, p.productRows()
	open := func(row int) {
		if row >= 0 {
			p.editProduct(p.data.products[row])
		}
	}
	table := p.table([]widgets.Column{
		{Title: text("views.settings.product.name"), Weight: 2, Min: 160},
		{Title: text("views.settings.product.category"), Weight: 1, Min: 120},
		{Title: text("views.settings.product.price"), Weight: 1, Min: 110, Number: true},
		{Weight: 1, Min: 90},
	}, rows, open)
	return p.section(text("views.settings.products"), text("views.settings.productsWhy"), table,
		newButton(text("views.settings.edit"), func() { open(row(table, rows.ids)) }),
		p.add(text("views.settings.product.add"), func() { p.editProduct(sales.Product{}) }))
}

// editProduct opens the form of a product; one without an id is new.
func (p *settingsPage) editProduct(product sales.Product) {
	text, service := p.deps.Text, p.deps.Service
	name, category, price := textEntry(product.Name), textEntry(product.Category), p.deps.moneyEntry(product.Price)
	archived := newCheck(text("views.settings.product.archivedLong"), nil)
	archived.SetChecked(product.Archived)
	fields := map[string]*widgets.Field{
		"name":  widgets.NewField(text("views.settings.product.name"), name).Require(),
		"price": widgets.NewField(text("views.settings.product.price"), price),
	}
	offerTwin(p.deps, fields["name"], func() findTwin {
		typed := sales.Product{ID: product.ID, Name: name.Text}
		return func(ctx context.Context) (*twin, error) { return p.twin(ctx, typed) }
	}, name)
	p.deps.Shell.AskForm(FormDialog{
		Title: text("views.settings.product.title"), Submit: text("views.shell.save"), Fields: fields, First: name,
		Rows: []fyne.CanvasObject{fields["name"], columns(widgets.NewField(text("views.settings.product.category"), category), fields["price"]), archived},
		Read: func() (Command, error) {
			product.Name, product.Category, product.Price, product.Archived = name.Text, strings.TrimSpace(category.Text), amountIn(price), archived.Checked
			return func(ctx context.Context) error {
				_, err := service.SaveProduct(ctx, product)
				return err
			}, nil
		},
	})
}

// profile is the section with the ideal customer profile.
func (p *settingsPage) profile() fyne.CanvasObject {
	text, rows := p.deps.Text, p.profileRows()
	table := p.table([]widgets.Column{
		{Title: text("views.settings.profile.attribute"), Weight: 2, Min: 140},
		{Title: text("views.settings.profile.operator"), Weight: 1, Min: 110},
		{Title: text("views.settings.profile.value"), Weight: 2, Min: 130},
		{Title: text("views.settings.profile.weight"), Weight: 1, Min: 80, Number: true},
	}, rows, p.editCriterion)
	return p.section(text("views.settings.profile"), text("views.settings.profileWhy"), table,
		newButton(text("views.settings.edit"), func() {
			if at := row(table, rows.ids); at >= 0 {
				p.editCriterion(at)
			}
		}),
		newButton(text("views.settings.remove"), func() { p.removeCriterion(row(table, rows.ids)) }),
		p.add(text("views.settings.profile.add"), func() { p.editCriterion(-1) }))
}

func (p *settingsPage) removeCriterion(at int) {
	if at < 0 {
		return
	}
	rest := slices.Delete(slices.Clone(p.data.profile), at, at+1)
	p.deps.Shell.Do(func(ctx context.Context) error { return p.deps.Service.SaveProfile(ctx, rest) }, nil)
}

// editCriterion opens the form of a criterion; -1 is a new one.
func (p *settingsPage) editCriterion(at int) {
	text, service := p.deps.Text, p.deps.Service
	criterion := sales.Criterion{Operator: "is", Weight: 1}
	if at >= 0 {
		criterion = p.data.profile[at]
	}
	attribute, value := textEntry(criterion.Attribute), textEntry(criterion.Value)
	weight := p.deps.numberEntry(int64(math.Round(criterion.Weight*100)), 2)
	operator := p.deps.picker("", operatorOptions(text))
	operator.SetChosen(criterion.Operator)
	fields := map[string]*widgets.Field{
		"attribute": widgets.NewField(text("views.settings.profile.attribute"), attribute).Require().Hint(text("views.settings.profile.attributeWhy")),
		"weight":    widgets.NewField(text("views.settings.profile.weight"), weight),
	}
	p.deps.Shell.AskForm(FormDialog{
		Title: text("views.settings.profile.title"), Submit: text("views.shell.save"), Fields: fields, First: attribute, Wide: 600,
		Rows: []fyne.CanvasObject{
			fields["attribute"],
			columns(widgets.NewField(text("views.settings.profile.operator"), operator), widgets.NewField(text("views.settings.profile.value"), value), fields["weight"]),
		},
		Read: func() (Command, error) {
			criterion.Attribute, criterion.Value = strings.TrimSpace(attribute.Text), strings.TrimSpace(value.Text)
			criterion.Operator, criterion.Weight = operator.Chosen(), float64(numberIn(weight))/100
			if criterion.Attribute == "" {
				return nil, &sales.Invalid{Field: "attribute", Reason: "app.error.name"}
			}
			criteria := p.withCriterion(at, criterion)
			return func(ctx context.Context) error { return service.SaveProfile(ctx, criteria) }, nil
		},
	})
}

// goals is the section with how many activities a working week asks for.
func (p *settingsPage) goals() fyne.CanvasObject {
	text, rows := p.deps.Text, p.goalRows()
	open := func(row int) {
		if row >= 0 {
			p.editGoal(p.data.goals[row])
		}
	}
	table := p.table([]widgets.Column{
		{Title: text("views.log.rep"), Weight: 2, Min: 140},
		{Title: text("views.log.type"), Weight: 1, Min: 110},
		{Title: text("views.settings.goal.count"), Weight: 1, Min: 110, Number: true},
		{Weight: 1, Min: 120},
	}, rows, open)
	return p.section(text("views.settings.goals"), text("views.settings.goalsWhy"), table,
		newButton(text("views.settings.edit"), func() { open(row(table, rows.ids)) }),
		newButton(text("views.settings.remove"), func() {
			if at := row(table, rows.ids); at >= 0 {
				p.deps.Shell.Do(func(ctx context.Context) error {
					return p.deps.Service.Delete(ctx, sales.KindGoal, p.data.goals[at].ID)
				}, nil)
			}
		}),
		p.add(text("views.settings.goal.add"), func() { p.editGoal(sales.Goal{Count: 1}) }))
}

// editGoal opens the form of a goal; one without an id is new.
func (p *settingsPage) editGoal(goal sales.Goal) {
	text, service := p.deps.Text, p.deps.Service
	reps := append([]widgets.Option{{ID: everyRep, Text: text("views.settings.goal.everyRep")}}, repOptions(p.data.reps, service.Today())...)
	rep := p.deps.picker("", reps)
	rep.SetChosen(everyRep)
	if goal.RepID != "" {
		rep.SetChosen(string(goal.RepID))
	}
	kind := p.deps.picker("", typeOptions(text))
	kind.SetChosen(string(sales.Call))
	if goal.Type != "" {
		kind.SetChosen(string(goal.Type))
	}
	count := p.deps.numberEntry(int64(goal.Count), 0)
	connected := newCheck(text("views.settings.goal.connectedLong"), nil)
	connected.SetChecked(goal.Connected)
	fields := map[string]*widgets.Field{"count": widgets.NewField(text("views.settings.goal.count"), count)}
	p.deps.Shell.AskForm(FormDialog{
		Title: text("views.settings.goal.title"), Submit: text("views.shell.save"), Fields: fields, First: count,
		Rows: []fyne.CanvasObject{columns(widgets.NewField(text("views.log.rep"), rep), widgets.NewField(text("views.log.type"), kind)), fields["count"], connected},
		Read: func() (Command, error) {
			goal.RepID, goal.Type, goal.Count, goal.Connected = sales.ID(rep.Chosen()), sales.ActivityType(kind.Chosen()), int(numberIn(count)), connected.Checked
			if goal.RepID == everyRep {
				goal.RepID = ""
			}
			return func(ctx context.Context) error {
				_, err := service.SaveGoal(ctx, goal)
				return err
			}, nil
		},
	})
}
